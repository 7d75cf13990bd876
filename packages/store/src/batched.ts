/** How much is taken at once, and how many batches run side by side. */
export type BatchLimits = { readonly size: number; readonly concurrency: number }

type Waiting<In, Out> = { item: In; resolve: (out: Out) => void; reject: (error: unknown) => void }

/**
 * Gathers single calls into batches without ever making anyone wait for a batch to fill: while fewer than
 * `concurrency` batches run, a call starts at once with whatever is waiting; else it joins the next batch. When a
 * batch fails, its items are tried one by one, so that one bad item fails alone.
 */
export const batched = <In, Out>(
  run: (items: readonly In[]) => Promise<readonly Out[]>,
  { size, concurrency }: BatchLimits,
): ((item: In) => Promise<Out>) => {
  const queue: Waiting<In, Out>[] = []
  let running = 0

  const settle = async (batch: readonly Waiting<In, Out>[]): Promise<void> => {
    try {
      const outs = await run(batch.map(({ item }) => item))
      batch.forEach(({ resolve }, i) => resolve(outs[i] as Out))
    } catch (error) {
      if (batch.length === 1) for (const { reject } of batch) reject(error)
      else for (const one of batch) await settle([one])
    }
  }

  const start = (): void => {
    if (running >= concurrency || queue.length === 0) return
    running += 1
    void settle(queue.splice(0, size)).finally(() => {
      running -= 1
      start()
    })
  }

  return (item) =>
    new Promise<Out>((resolve, reject) => {
      queue.push({ item, resolve, reject })
      // What arrives in the same turn of the event loop goes together.
      if (queue.length === 1) setImmediate(start)
    })
}

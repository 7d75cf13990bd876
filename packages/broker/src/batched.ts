import { pacer } from './pacer.ts'

/** How calls are gathered. */
export type Gathering<Item = never> = {
  /** What is taken at once, at most: items, or what they weigh together. One that is heavier goes alone. */
  readonly size: number
  /** Of an item; without it each weighs 1. */
  readonly weigh?: (item: Item) => number
  /** Batches that run side by side. */
  readonly concurrency: number
  /** Under load batches start at multiples of so many milliseconds (or of half as many); else at once. */
  readonly paceMs: number
  /** How the items of a batch that failed are tried again; in turn unless said otherwise. */
  readonly apart?: 'in-turn' | 'at-once'
}

type Waiting<In, Out> = { item: In; resolve: (out: Out) => void; reject: (error: unknown) => void }

/**
 * Gathers single calls into batches: what arrives in one turn of the event loop, while a batch runs, or within the
 * pace, goes together. When a batch fails, its items are tried one by one, so that one bad item fails alone.
 */
export const batched = <In, Out>(
  run: (items: readonly In[]) => Promise<readonly Out[]>,
  { size, weigh = () => 1, concurrency, paceMs, apart = 'in-turn' }: Gathering<In>,
): ((item: In) => Promise<Out>) => {
  const queue: Waiting<In, Out>[] = []
  let running = 0
  let scheduled = false
  let lastStart = Number.NEGATIVE_INFINITY
  const pace = pacer(paceMs)

  const settle = async (batch: readonly Waiting<In, Out>[]): Promise<void> => {
    try {
      const outs = await run(batch.map(({ item }) => item))
      batch.forEach(({ resolve }, i) => resolve(outs[i] as Out))
    } catch (error) {
      if (batch.length === 1) for (const { reject } of batch) reject(error)
      else if (apart === 'at-once') await Promise.all(batch.map((one) => settle([one])))
      else for (const one of batch) await settle([one])
    }
  }

  const takeOut = (): readonly Waiting<In, Out>[] => {
    let count = 0
    let weight = 0
    for (const { item } of queue) {
      weight += weigh(item)
      if (count > 0 && weight > size) break
      count += 1
    }
    return queue.splice(0, count)
  }

  const start = (): void => {
    scheduled = false
    if (running >= concurrency || queue.length === 0) return
    running += 1
    lastStart = performance.now()
    void settle(takeOut()).finally(() => {
      running -= 1
      schedule()
    })
    schedule()
  }

  const schedule = (): void => {
    if (scheduled || running >= concurrency || queue.length === 0) return
    scheduled = true
    const wait = pace.waitMs(lastStart)
    if (wait > 0) setTimeout(start, wait)
    else setImmediate(start)
  }

  return (item) =>
    new Promise<Out>((resolve, reject) => {
      queue.push({ item, resolve, reject })
      pace.note(1)
      schedule()
    })
}

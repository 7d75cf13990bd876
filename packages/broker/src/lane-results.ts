import type { AttemptResult } from './ports/deliveries.ts'

/**
 * Gathers the results of attempts and records them in batches: while one write is under way the next batch
 * fills, so that the busier the agency, the larger the batch and the cheaper each delivery.
 */
export type LaneResults = {
  add(result: AttemptResult): void
  /** Resolves when everything added so far is recorded. */
  drained(): Promise<void>
}

export const laneResults = (
  record: (results: readonly AttemptResult[]) => Promise<void>,
  onRecorded: (results: readonly AttemptResult[]) => void,
): LaneResults => {
  let waiting: AttemptResult[] = []
  let writing: Promise<void> | null = null

  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      await record(batch)
      onRecorded(batch)
    }
  }

  const start = (): void => {
    writing ??= writeAll().finally(() => {
      writing = null
      if (waiting.length > 0) start()
    })
  }

  return {
    add: (result) => {
      waiting.push(result)
      // A turn of the event loop gathers the answers that arrived together.
      if (waiting.length === 1 && writing === null) setImmediate(start)
    },
    drained: async () => {
      while (waiting.length > 0 || writing !== null) {
        start()
        await writing
      }
    },
  }
}

/** Milliseconds between two looks at what the log may have lost, while nothing is. */
const everyMs = 5_000
/** After something was put back. Consumers may only be slow, and every copy makes them slower. */
const afterPuttingBackMs = { first: 60_000, most: 600_000 }

/**
 * How long until the reconciler looks again, given how many records it has just put back and how long it waited
 * before. Lost and merely waiting look alike from the record; so what is put back is given time to be read, twice
 * as long each time, and a backlog of any length is copied a few times instead of every five seconds.
 */
export const nextReconcileMs = (putBack: number, waitedMs: number): number => {
  if (putBack === 0) return everyMs
  const { first, most } = afterPuttingBackMs
  return Math.min(Math.max(first, waitedMs * 2), most)
}

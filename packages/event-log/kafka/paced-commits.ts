import type { EachBatchPayload } from 'kafkajs'

type Committing = Pick<EachBatchPayload, 'commitOffsetsIfNecessary' | 'uncommittedOffsets'>

export type PacedCommits = {
  /** What was fetched has been handled and resolved: it is committed now, or with what is handled within the pace. */
  handled(payload: Committing): Promise<void>
  /** Commits what is left; from now on each at once. */
  close(): Promise<void>
}

/**
 * One commit of a group member for all of its partitions, at most so often; the first after a pause at once. Under load
 * twelve groups of six partitions each would else commit some 2,400 times a second: reckoned from fifty rounds of the
 * relay a second with four partitions in each, not counted. After a crash what was handled within the pace comes again,
 * as it may.
 *
 * `failed` hears of a commit that nobody waited for.
 */
export const pacedCommits = (paceMs: number, failed: (error: Error) => void): PacedCommits => {
  let last = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | null = null
  let latest: Committing | null = null
  let closed = false

  const commit = async (): Promise<void> => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    const payload = latest
    latest = null
    if (payload === null) return
    last = performance.now()
    await payload.commitOffsetsIfNecessary(payload.uncommittedOffsets())
  }

  return {
    handled: async (payload) => {
      latest = payload
      const wait = closed ? 0 : last + paceMs - performance.now()
      if (wait <= 0) return commit()
      timer ??= setTimeout(() => {
        commit().catch((error: unknown) => failed(error instanceof Error ? error : new Error(String(error))))
      }, wait)
    },
    close: () => {
      closed = true
      return commit()
    },
  }
}

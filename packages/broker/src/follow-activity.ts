import type { Activity, ActivityRow } from './ports/activity.ts'
import { signalled } from './signalled.ts'

/** How often it is looked whether there is more, milliseconds. */
const pollMs = 250
/**
 * A position is taken an instant before its row is written, and only from then on does its transaction count among
 * those that are waited for. That instant is microseconds; a program of ours that is stopped in it would need longer
 * than this to be overlooked.
 */
const settleMs = 100
const stillRunningMs = 50
/** Waited for at least, also by who does not wait for news: our longest transactions take a fraction of it. */
const patienceMs = 2_000

export type ActivityRequest = {
  /** The last position that was seen; null: from now on. */
  readonly after: bigint | null
  readonly limit: number
  /** How long to wait for the first row, milliseconds. */
  readonly waitMs: number
}

export type ActivityPage = { readonly items: readonly ActivityRow[]; readonly next: bigint }

/**
 * What has happened since, in order and without a gap: following the answers' `next` shows every row once. A row is
 * given only when no transaction is left that could still commit one before it.
 */
export const followActivity = async (
  activity: Activity,
  { after, limit, waitMs }: ActivityRequest,
  stop: AbortSignal,
): Promise<ActivityPage> => {
  const start = after ?? (await activity.last())
  const deadline = performance.now() + waitMs
  const timeIsUp = (): boolean => stop.aborted || performance.now() >= deadline
  for (;;) {
    const last = await activity.last()
    if (last > start) {
      const patience = Math.max(deadline, performance.now() + patienceMs)
      if (await settled(activity, patience, stop)) {
        const items = await activity.read(start, last, limit)
        return { items, next: items.at(-1)?.position ?? last }
      }
    }
    if (timeIsUp()) return { items: [], next: start }
    await signalled.pause(Math.min(pollMs, deadline - performance.now()), stop)
  }
}

const settled = async (activity: Activity, until: number, stop: AbortSignal): Promise<boolean> => {
  await signalled.pause(settleMs, stop)
  const horizon = await activity.horizon()
  for (;;) {
    if (await activity.isOver(horizon)) return true
    if (stop.aborted || performance.now() >= until) return false
    await signalled.pause(stillRunningMs, stop)
  }
}

import type { Agency } from '@unefois/domain/agency.ts'
import type { AgencyId } from '@unefois/domain/ids.ts'
import { bodyContext } from './freeze-body.ts'
import type { Clock } from './ports/clock.ts'
import type { FeedItem, Feeds } from './ports/feeds.ts'
import type { Journal } from './ports/journal.ts'
import type { Vault } from './ports/vault.ts'
import type { WakeUps } from './ports/wake-ups.ts'
import { signalled } from './signalled.ts'

export type FeedDependencies = {
  readonly feeds: Feeds
  readonly vault: Vault
  readonly wakeUps: WakeUps
  readonly clock: Clock
  readonly journal: Journal
}

export type FeedRequest = {
  /** The cursor that the agency was given last; null: from the beginning of what is kept. */
  readonly after: bigint | null
  readonly limit: number
  /** How long to wait for a first item, milliseconds. */
  readonly waitMs: number
  /** Nobody waits for the answer any more. */
  readonly gone: AbortSignal
}

export type ReadFeed = {
  /** The notices as they were frozen. */
  readonly items: readonly unknown[]
  /** What to ask for next; null as long as nothing was ever given. */
  readonly next: bigint | null
}

/** Hints may be lost: then what is new shows so much later. */
const lookAgainMs = 2_000

/**
 * An agency's feed, for who cannot receive webhooks. What it asks to be past is received: its asking is the proof that
 * it has the page before. Null when the cursor is none of this feed's.
 */
export const readFeed =
  (dependencies: FeedDependencies) =>
  async (agency: Agency, { after, limit, waitMs, gone }: FeedRequest): Promise<ReadFeed | null> => {
    const { feeds, clock, wakeUps } = dependencies
    const until = performance.now() + waitMs
    if (after !== null) {
      const acknowledgeBy = new Date(clock.now().getTime() + agency.limits.acknowledgeWithinMs)
      const received = await feeds.pass(agency.id, after, acknowledgeBy)
      // The person's next delivery may have waited for this one.
      if (received > 0) wakeUps.signal(`work:${agency.id}`)
    }
    const wake = signalled(wakeUps, `feed:${agency.id}`)
    const unlisten = wakeUps.listen(`work:${agency.id}`, wake.signal)
    try {
      for (;;) {
        const { items, lastPosition } = await feeds.read(agency.id, after ?? 0n, limit)
        if (after !== null && after > lastPosition) return null
        const left = until - performance.now()
        if (items.length > 0 || left <= 0 || gone.aborted)
          return {
            items: await openItems(dependencies, agency.id, items),
            next: items.at(-1)?.position ?? after,
          }
        wakeUps.signal(`feed-read:${agency.id}`)
        await wake.next(Math.min(left, lookAgainMs), gone)
      }
    } finally {
      unlisten()
      wake.end()
    }
  }

/** One that cannot be read (the root key is another one) is told to operators; the others must not wait for it. */
const openItems = async (
  { feeds, vault, journal }: FeedDependencies,
  agency: AgencyId,
  items: readonly FeedItem[],
): Promise<readonly unknown[]> => {
  const unreadable: bigint[] = []
  const notices = items.flatMap(({ position, delivery, declaration, frozenBody, wrappedKey }) => {
    try {
      const body = vault.openKey(declaration, wrappedKey).open(bodyContext(delivery), frozenBody)
      return [JSON.parse(body.toString()) as unknown]
    } catch {
      journal.alarm('feed.item-unreadable', { agency, delivery })
      unreadable.push(position)
      return []
    }
  })
  if (unreadable.length > 0) await feeds.notGiven(agency, unreadable)
  return notices
}

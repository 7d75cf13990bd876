import type { BatchHandler, SubscribeOptions } from '@unefois/broker/ports/event-log.ts'
import type { WakeUps } from '@unefois/broker/ports/wake-ups.ts'
import type { Pool } from 'pg'
import { type Doorbell, doorbell } from './doorbell.ts'
import type { Handled, Lease, Membership } from './group-member.ts'
import type { Lane } from './lane.ts'
import type { LogHeads } from './log-heads.ts'
import type { TailOfTopic } from './tail-of-topic.ts'

export type MemberParts = {
  readonly pool: Pool
  readonly wakeUps: WakeUps
  readonly heads: LogHeads
  readonly tail: TailOfTopic
  readonly membership: Membership
  readonly options: SubscribeOptions
  readonly handle: BatchHandler
  /** What all members of the program have done at the same time is committed together. */
  readonly commit: (handled: Handled) => Promise<boolean>
}

/** One member of a group, as its two loops share it. */
export type Member = Omit<MemberParts, 'commit'> & {
  /** By partition; exactly what the last beat said this member owns. */
  readonly lanes: Map<number, Lane>
  /** Batches in hand. */
  readonly running: Set<Promise<void>>
  /** There may be something to fetch. */
  readonly work: Doorbell
  /** The leases are to be looked at before the next beat is due. */
  readonly standing: Doorbell
  readonly ready: PromiseWithResolvers<void>
  readonly commit: (next: Lease) => Promise<boolean>
  /** On the monotonic clock: when the last beat that succeeded was sent. */
  lastBeat: number
  phase: 'working' | 'finishing' | 'stopped'
}

export function newMember(parts: MemberParts): Member {
  return {
    ...parts,
    lanes: new Map(),
    running: new Set(),
    work: doorbell(),
    standing: doorbell(),
    ready: Promise.withResolvers<void>(),
    commit: (lease) => parts.commit({ membership: parts.membership, lease }),
    lastBeat: Number.NEGATIVE_INFINITY,
    phase: 'working',
  }
}

/** Members of one group tell each other here that one has joined, left or given something back. */
export function groupChannel({ group, topic }: Membership): string {
  return `log-group:${group}:${topic.name}`
}

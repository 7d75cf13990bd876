import type { Account } from '@unefois/domain/account.ts'
import type { AgencyId, ReplayId } from '@unefois/domain/ids.ts'
import type { DeliveryFilter, DeliverySummary } from './deliveries.ts'

/** Which deliveries: the names of the list's query. Without a state: `parked`. */
export type ReplayFilter = Omit<DeliveryFilter, 'overdue'>

/** What a filter finds at this moment. Nothing is changed. */
export type ReplayPreview = {
  readonly total: number
  readonly byAgency: Readonly<Record<string, number>>
  /** Without a reason: `none`. */
  readonly byReason: Readonly<Record<string, number>>
  /** The newest few. */
  readonly sample: readonly DeliverySummary[]
}

export const replayStates = ['awaiting-approval', 'running', 'paused', 'completed', 'cancelled'] as const
export type ReplayState = (typeof replayStates)[number]

export type Replay = {
  readonly id: ReplayId
  readonly state: ReplayState
  readonly filter: Readonly<Record<string, string>>
  readonly reason: string
  readonly ratePerSecond: number | null
  readonly requestedBy: string
  readonly requestedAt: Date
  readonly approvedBy: string | null
  readonly endedAt: Date | null
  readonly total: number
  /** Sent again at least once, or waiting for something that is none of the replay's business. */
  readonly done: number
  /** Not put back: it had moved on by itself, or somebody had decided otherwise. */
  readonly failed: number
}

export type ReplayWish = {
  readonly filter: ReplayFilter
  /** The filter as it was written, to be shown again. */
  readonly asked: Readonly<Record<string, string>>
  readonly reason: string
  readonly ratePerSecond: number | null
  /** So many at most start without somebody else's approval. */
  readonly unapproved: number
  readonly by: Account
}

export type ReplayVerb = 'approve' | 'pause' | 'resume' | 'cancel'

export type ReplayDecision =
  /** Also when it was so already. `takenBack`: agencies whose deliveries may have been. */
  | { readonly as: 'done'; readonly replay: Replay; readonly takenBack: readonly AgencyId[] }
  /** Its state does not allow it. */
  | { readonly as: 'not-now' }
  /** Who asked for it cannot approve it. */
  | { readonly as: 'own-request' }
  | { readonly as: 'unknown' }

/** 5 REPLAY, many at once: what operators ask and decide. */
export type Replays = {
  preview(filter: ReplayFilter, sample: number): Promise<ReplayPreview>
  /** Fixes the set: what is parked later is not drawn in. */
  request(wish: ReplayWish): Promise<Replay>
  find(id: ReplayId): Promise<Replay | null>
  list(
    state: ReplayState | null,
    page: { readonly after: ReplayId | null; readonly limit: number },
  ): Promise<{ readonly items: readonly Replay[]; readonly next: ReplayId | null }>
  /** What is on its way and untried is taken back by `pause` and `cancel`, before they return. */
  decide(id: ReplayId, verb: ReplayVerb, by: Account): Promise<ReplayDecision>
  /** Forgets what a cancelled one still had to do: apart, since that takes half a second for 100,000. */
  discard(id: ReplayId): Promise<void>
}

// ---- the runner --------------------------------------------------------------------------------------------

/** A replay owned under a lease; the epoch goes with every write. */
export type ReplayLease = {
  readonly id: ReplayId
  readonly epoch: bigint
  readonly ratePerSecond: number | null
  readonly agencies: readonly AgencyId[]
}

/** One agency's share of what a replay has put back on its way. */
export type UnderWay = {
  readonly agency: AgencyId
  /** Since the last look. */
  readonly settled: number
  /** Put back and not tried yet. */
  readonly underWay: number
}

export type ReplayStep = {
  /** Agencies that have been given something. */
  readonly wake: readonly AgencyId[]
  readonly putBack: number
  readonly completed: boolean
}

export type ReplayRuns = {
  /** Takes running ones that nobody owns, renews its own, and says what it owns now. */
  renew(worker: string): Promise<readonly ReplayLease[]>
  release(worker: string): Promise<void>
  /**
   * One transaction: counts what was tried, asks how many more of each agency may be put back, and puts those back in
   * their order. Null when the replay is no longer this owner's, or no longer runs.
   */
  step(
    lease: ReplayLease,
    allow: (seen: readonly UnderWay[]) => ReadonlyMap<AgencyId, number>,
  ): Promise<ReplayStep | null>
}

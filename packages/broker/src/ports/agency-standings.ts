import type { AgencyId } from '@unefois/domain/ids.ts'
import type { Breaker } from '../breaker.ts'

/** What one delivery program has to say of one agency since it last said something. */
export type StandingUpdate = {
  readonly agency: AgencyId
  readonly breaker: Breaker['state']
  /** Attempts that were received within the last minute. */
  readonly receivedLastMinute: number
  readonly lastSuccessAt: Date | null
  readonly lastFailureAt: Date | null
  readonly lastFailure: string | null
  /** Failed attempts by reason since the last update. */
  readonly failures: ReadonlyMap<string, number>
}

/** How an agency is doing, over all programs. */
export type AgencyStanding = {
  /** Due, whether now or at the next attempt's instant. */
  readonly backlog: number
  readonly held: number
  /** Since when the oldest due one has been; null when none is. */
  readonly oldestDueSince: Date | null
  readonly parked: number
  readonly deferred: number
  readonly needsReview: number
  /** Received, and not acknowledged in time. */
  readonly overdue: number
  /** The worst of those of the programs that run. */
  readonly breaker: Breaker['state']
  readonly lastSuccessAt: Date | null
  readonly lastFailureAt: Date | null
  /** Failed attempts of the last hour by reason. */
  readonly failures: Readonly<Record<string, number>>
  /** Received in the last minute, a second. */
  readonly ratePerSecond: number
}

export type AgencyStandings = {
  /** One statement for all agencies of a program. */
  record(worker: string, updates: readonly StandingUpdate[]): Promise<void>
  /** The program ends: its breakers and its rate no longer count. */
  leave(worker: string): Promise<void>
  /** A second old or so. An agency that is missing has nothing to its name. */
  all(): Promise<ReadonlyMap<AgencyId, AgencyStanding>>
}

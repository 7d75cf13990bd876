import type { Account } from '@unefois/domain/account.ts'
import type { AgencyId } from '@unefois/domain/ids.ts'

/** While `from <= now < until` nothing is sent. */
export type Closing = { readonly from: Date; readonly until: Date }

/** An agency that is missing is always open. */
export type Closings = ReadonlyMap<AgencyId, readonly Closing[]>

/** As an operator wrote it: days in Québec, or instants. */
export type ClosedPeriod = { readonly from: string; readonly to: string; readonly reason: string }

/** When agencies take nothing: elections, an inventory. */
export type Calendars = {
  /** At most a second old; at once where this program changed them. */
  closings(): Promise<Closings>
  of(agency: AgencyId): Promise<readonly ClosedPeriod[]>
  /** Replaces what was there, and wakes whoever waits for the agency. */
  replace(
    agency: AgencyId,
    closed: readonly (ClosedPeriod & { readonly closing: Closing })[],
    by: Account,
  ): Promise<void>
}

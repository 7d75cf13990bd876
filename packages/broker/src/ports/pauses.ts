import type { Account } from '@unefois/domain/account.ts'
import type { AgencyId } from '@unefois/domain/ids.ts'

/** An operator's decision that an agency is sent nothing for now. */
export type Pause = { readonly reason: string; readonly by: string; readonly at: Date }

export type PauseDecision = { readonly by: Account; readonly reason: string }

/** Agencies that operators have paused. What is under way ends; what waits goes on waiting as it is. */
export type Pauses = {
  /** At most a second old; at once where this program changed them. */
  paused(): Promise<ReadonlyMap<AgencyId, Pause>>
  /** Audited; the first pause stands when there is one already. */
  pause(agency: AgencyId, decision: PauseDecision): Promise<void>
  /** Audited; wakes whoever waits for the agency. */
  resume(agency: AgencyId, decision: PauseDecision): Promise<void>
}

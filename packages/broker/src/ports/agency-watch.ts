import type { AgencyId } from '@unefois/domain/ids.ts'
import type { Breaker } from '../breaker.ts'

/** What the engine shows of an agency while it sends: told as it happens, never waited for, never rejecting. */
export type AgencyWatch = {
  /** An attempt ended: received when `failure` is null, else with a code of the closed set of attempt failures. */
  attempted(agency: AgencyId, failure: string | null): void
  breaker(agency: AgencyId, state: Breaker['state']): void
}

import type { Clock } from '@unefois/broker/ports/clock.ts'
import type { EndpointRegister } from '@unefois/broker/ports/endpoint-register.ts'
import type { TestDependencies } from '@unefois/broker/test-endpoint.ts'
import type { Agency } from '@unefois/domain/agency.ts'
import { isUuid } from '@unefois/domain/ids.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import type { Accounts } from '@unefois/runtime/accounts.ts'

/** What the routes of endpoints work with. */
export type EndpointParts = TestDependencies & {
  readonly register: EndpointRegister
  readonly agencies: readonly Agency[]
  readonly accounts: Accounts
  readonly clock: Clock
}

/** An id of the wrong form is the id of nothing. */
export const knownId = (given: string): string => {
  if (!isUuid(given)) throw new Refusal('not-found')
  return given
}

export const found = <Value>(value: Value | null): Value => {
  if (value === null) throw new Refusal('not-found')
  return value
}

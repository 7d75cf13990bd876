import type { Agency, Silence } from '@unefois/domain/agency.ts'
import type { Kind } from '@unefois/domain/declarations/declaration.ts'
import type { SpokenHearing } from './hears.ts'
import type { Simulator } from './simulates.ts'

/** An agency as its folder describes it: the domain's, with readable schemas and its demonstration stand-in. */
export type RegisteredAgency = Omit<Agency, 'hears'> & {
  readonly hears: { readonly [K in Kind]: SpokenHearing<K> | Silence }
  readonly simulator: Simulator
}

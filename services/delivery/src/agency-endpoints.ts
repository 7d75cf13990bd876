import type { Foundations } from '@unefois/assembly/open-foundations.ts'
import type { Endpoints } from '@unefois/broker/ports/endpoints.ts'
import type { Agency } from '@unefois/domain/agency.ts'
import type { Journal } from '@unefois/runtime/journal.ts'
import { registeredEndpoints } from '@unefois/store/registered-endpoints.ts'

export type AgencyEndpointsParts = {
  readonly foundations: Foundations
  readonly journal: Journal
  readonly agencies: readonly Agency[]
  readonly allowedNetworks: readonly string[]
  /** Who receives for an agency that has registered nothing yet. */
  readonly standIns: Endpoints
}

/** Where agencies receive: what they registered, else who stands in for them. */
export const agencyEndpoints = ({ foundations, agencies, ...parts }: AgencyEndpointsParts): Endpoints =>
  registeredEndpoints({
    ...foundations,
    ...parts,
    newId: foundations.ids.delivery,
    timeoutMsOf: new Map(agencies.map(({ id, limits }) => [id, limits.timeoutMs])),
  })

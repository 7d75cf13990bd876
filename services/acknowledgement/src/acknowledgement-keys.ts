import { join } from 'node:path'
import type { EndpointRegister } from '@unefois/broker/ports/endpoint-register.ts'
import { deriveEndpointKeys } from '@unefois/webhook/keys.ts'
import { readOrMakeSeed } from '@unefois/webhook/read-or-make-seed.ts'
import type { SignedParts } from './verify-signed.ts'

export type KeysParts = {
  readonly config: {
    readonly UNEFOIS_SIMULATORS: 'on' | 'off' | 'elsewhere'
    readonly UNEFOIS_DATA: string
  }
  /** Former keys count as long as their overlap lasts. */
  readonly register: Pick<EndpointRegister, 'ofAgency'>
}

/** An agency signs with the secret of its endpoints; one that has registered none, as its simulator does. */
export const acknowledgementKeys = ({
  config: { UNEFOIS_SIMULATORS, UNEFOIS_DATA },
  register,
}: KeysParts): SignedParts['acknowledgementKeys'] => {
  let seed: Promise<Buffer> | null = null
  return async (agency) => {
    const endpoints = await register.ofAgency(agency)
    const own = endpoints.flatMap(({ keys }) => keys.map(({ secret }) => secret))
    if (own.length > 0 || UNEFOIS_SIMULATORS === 'off') return own
    seed ??= readOrMakeSeed(join(UNEFOIS_DATA, 'keys', 'simulators.seed'))
    return [deriveEndpointKeys(await seed, agency).secret]
  }
}

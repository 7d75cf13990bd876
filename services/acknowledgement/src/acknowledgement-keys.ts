import { join } from 'node:path'
import type { AgencyId } from '@unefois/domain/ids.ts'
import { deriveEndpointKeys } from '@unefois/webhook/keys.ts'
import { readOrMakeSeed } from '@unefois/webhook/read-or-make-seed.ts'
import type { SignedParts } from './verify-signed.ts'

export type KeysParts = {
  readonly config: {
    readonly UNEFOIS_SIMULATORS: 'on' | 'off' | 'elsewhere'
    readonly UNEFOIS_DATA: string
  }
  /** Secrets of the endpoints that an agency registered, the overlap of a rotation included. */
  readonly registered: (agency: AgencyId) => Promise<readonly string[]>
}

/** An agency signs with the secret of its endpoints; one that has registered none, as its simulator does. */
export const acknowledgementKeys = ({
  config: { UNEFOIS_SIMULATORS, UNEFOIS_DATA },
  registered,
}: KeysParts): SignedParts['acknowledgementKeys'] => {
  let seed: Promise<Buffer> | null = null
  return async (agency) => {
    const own = await registered(agency)
    if (own.length > 0 || UNEFOIS_SIMULATORS === 'off') return own
    seed ??= readOrMakeSeed(join(UNEFOIS_DATA, 'keys', 'simulators.seed'))
    return [deriveEndpointKeys(await seed, agency).secret]
  }
}

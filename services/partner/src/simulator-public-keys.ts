import { join } from 'node:path'
import type { Agency } from '@unefois/domain/agency.ts'
import { deriveEndpointKeys } from '@unefois/webhook/keys.ts'
import { readOrMakeSeed } from '@unefois/webhook/read-or-make-seed.ts'

export type SimulatorsHere = {
  readonly UNEFOIS_SIMULATORS: 'on' | 'off' | 'elsewhere'
  readonly UNEFOIS_DATA: string
}

/** `whpk_…` of the agencies' simulators, read when first asked for; none where there are no simulators. */
export const simulatorPublicKeys = (
  { UNEFOIS_SIMULATORS, UNEFOIS_DATA }: SimulatorsHere,
  agencies: readonly Agency[],
): (() => Promise<readonly string[]>) => {
  let keys: readonly string[] | null = UNEFOIS_SIMULATORS === 'off' ? [] : null
  return async () => {
    if (keys !== null) return keys
    const seed = await readOrMakeSeed(join(UNEFOIS_DATA, 'keys', 'simulators.seed'))
    keys = agencies.map(({ id }) => deriveEndpointKeys(seed, id).publicKey)
    return keys
  }
}

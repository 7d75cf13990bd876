import type { Vault } from '@unefois/broker/ports/vault.ts'
import type { WakeUps } from '@unefois/broker/ports/wake-ups.ts'
import type { AgencyId } from '@unefois/domain/ids.ts'
import type { Pool } from 'pg'

/** What the register of endpoints works with. */
export type RegisterParts = {
  readonly pool: Pool
  readonly vault: Vault
  readonly wakeUps: Pick<WakeUps, 'signal'>
  /** UUIDv7. */
  readonly newId: () => string
}

/** An endpoint of an agency; under another agency it does not exist. */
export type NamedEndpoint = { readonly agency: AgencyId; readonly id: string }

/** Whoever sends to the agency looks again. */
export const tellSenders = ({ wakeUps }: Pick<RegisterParts, 'wakeUps'>, agency: AgencyId): void => {
  wakeUps.signal('endpoints')
  wakeUps.signal(`work:${agency}`)
}

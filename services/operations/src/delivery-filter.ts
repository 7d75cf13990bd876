import type { DeliveryFilter } from '@unefois/broker/ports/deliveries.ts'
import type { Vault } from '@unefois/broker/ports/vault.ts'
import type { Kind } from '@unefois/domain/declarations/declaration.ts'
import type { DeliveryState } from '@unefois/domain/delivery.ts'
import { agencyId, type DeclarationId } from '@unefois/domain/ids.ts'
import { parseReference } from '@unefois/domain/reference.ts'
import { Refusal } from '@unefois/domain/refusal.ts'

/** As it stands in a query. */
export type DeliveryQuery = {
  readonly agency?: string | undefined
  readonly state?: DeliveryState | undefined
  readonly reason?: string | undefined
  readonly since?: string | undefined
  readonly until?: string | undefined
  readonly kind?: Kind | undefined
  readonly declaration?: string | undefined
  /** However it was typed. */
  readonly reference?: string | undefined
  /** What the agency calls the person (`subject`); it means nothing without the agency. */
  readonly person?: string | undefined
  readonly overdue?: 'true' | undefined
}

/** Null when it can lead to nothing: a reference or a person that cannot be. */
export const deliveryFilter = (
  query: DeliveryQuery,
  vault: Pick<Vault, 'personOf'>,
): DeliveryFilter | null => {
  const { agency, state, reason, since, until, kind, declaration, overdue } = query
  const reference = query.reference === undefined ? undefined : parseReference(query.reference)
  const person = query.person === undefined ? undefined : personOf(query.person, agency, vault)
  if (reference === null || person === null) return null
  return {
    ...(agency !== undefined && { agency: agencyId(agency) }),
    ...(state !== undefined && { state }),
    ...(reason !== undefined && { reason }),
    ...(since !== undefined && { since: new Date(since) }),
    ...(until !== undefined && { until: new Date(until) }),
    ...(kind !== undefined && { kind }),
    ...(declaration !== undefined && { declaration: declaration as DeclarationId }),
    ...(reference !== undefined && { reference }),
    ...(person !== undefined && { person }),
    ...(overdue !== undefined && { overdue: true as const }),
  }
}

const personOf = (reference: string, agency: string | undefined, vault: Pick<Vault, 'personOf'>) => {
  if (agency === undefined)
    throw new Refusal('invalid', { flaws: [{ pointer: '/agency', code: 'required' }] })
  return vault.personOf(agencyId(agency), reference)
}

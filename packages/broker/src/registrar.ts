import type { Agency } from '@unefois/domain/agency.ts'
import type { Kind } from '@unefois/domain/declarations/declaration.ts'
import type { DeliveryId } from '@unefois/domain/ids.ts'
import { type Plan, toldLines } from '@unefois/domain/plan.ts'
import { hearingOf } from './plan-deliveries.ts'

/** Whoever is told from `concordance` on is the registrar: it draws up the act, and its answer carries the number. */
export const isRegistrar = (agency: Agency | undefined, kind: Kind): boolean =>
  agency !== undefined && hearingOf(agency, kind)?.toldFrom === 'concordance'

/** The delivery whose acknowledgement makes the act `inscrit`; null for a kind without an act, or one filed as such. */
export const registrarsDelivery = (
  agencies: readonly Agency[],
  kind: Kind,
  plan: Plan,
): DeliveryId | null => {
  const registrar = agencies.find((agency) => isRegistrar(agency, kind))
  return toldLines(plan).find(({ agency }) => agency === registrar?.id)?.delivery ?? null
}

import type { Kind } from '@unefois/domain/declarations/declaration.ts'
import type { AgencyId, DeliveryId } from '@unefois/domain/ids.ts'

/** What a person event does: declares, corrects what was declared, or takes it back. */
export type Turn = 'declared' | 'corrected' | 'withdrawn'

/** CloudEvents type: `unefois.birth.v1`, `unefois.birth.corrected.v1`, `unefois.birth.withdrawn.v1`. */
export const eventType = (kind: Kind, turn: Turn): string =>
  turn === 'declared' ? `unefois.${kind}.v1` : `unefois.${kind}.${turn}.v1`

/** For an agency that the earlier declaration told: what it was told, and the delivery that follows. */
export type Following = {
  readonly agency: AgencyId
  readonly previous: DeliveryId
  /** The plan's own delivery where the agency is still told; else the notice that takes the previous one back. */
  readonly delivery: DeliveryId
}

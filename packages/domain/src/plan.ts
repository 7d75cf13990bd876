import type { Attribute } from './attribute.ts'
import type { HeldReason } from './delivery.ts'
import type { AgencyId, DeliveryId } from './ids.ts'

/** Why a delivery may not leave before an instant. */
export type Hold = { readonly reason: HeldReason; readonly until: Date }

type LineBase = {
  /** Position in the declaration. */
  readonly person: number
  readonly agency: AgencyId
  /** Code of the agency's reasons for this kind. */
  readonly reason: string
}

export type ToldLine = LineBase & {
  readonly told: true
  readonly delivery: DeliveryId
  /** The top-level keys of what will leave, in the agreement's order. */
  readonly attributes: readonly Attribute[]
  /** Null when it may leave at once. */
  readonly hold: Hold | null
}

export type UntoldLine = LineBase & { readonly told: false }

/** One line per person × agency, told or not. Made at submission; it wins over anything decided later. */
export type PlanLine = ToldLine | UntoldLine
export type Plan = readonly PlanLine[]

export const toldLines = (plan: Plan): readonly ToldLine[] => plan.filter((line) => line.told)

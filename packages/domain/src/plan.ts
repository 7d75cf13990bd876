import type { Service } from './agency.ts'
import type { Attribute } from './attribute.ts'
import type { HeldReason } from './delivery.ts'
import type { AgencyId, DeliveryId } from './ids.ts'

/** Why a delivery may not leave yet: before an instant, or (`until` null) before somebody has done something. */
export type Hold = { readonly reason: HeldReason; readonly until: Date | null }

type LineBase = {
  /** Position in the declaration. */
  readonly person: number
  readonly agency: AgencyId
  /** Code of the agency's reasons for this kind. */
  readonly reason: string
  /** The programmes that the line serves, or would serve. */
  readonly services: readonly Service[]
}

export type ToldLine = LineBase & {
  readonly told: true
  readonly delivery: DeliveryId
  /** The top-level keys of what will leave, in the agreement's order. */
  readonly attributes: readonly Attribute[]
  /** Everything that must have passed before it may leave; none when it may leave at once. */
  readonly holds: readonly Hold[]
}

export type UntoldLine = LineBase & { readonly told: false }

/** One line per person × agency, told or not. Made at submission; it wins over anything decided later. */
export type PlanLine = ToldLine | UntoldLine
export type Plan = readonly PlanLine[]

export const toldLines = (plan: Plan): readonly ToldLine[] => plan.filter((line) => line.told)

const endOf = ({ until }: Hold): number => until?.getTime() ?? Number.POSITIVE_INFINITY

/** The hold to show: the one that ends last, or that nobody knows the end of. Null when there is none. */
export const lastHold = (holds: readonly Hold[]): Hold | null =>
  [...holds].sort((a, b) => endOf(b) - endOf(a))[0] ?? null

import { type Agency, type Hearing, isSilent } from '@unefois/domain/agency.ts'
import type { Attribute } from '@unefois/domain/attribute.ts'
import type { Kind, PersonView } from '@unefois/domain/declarations/declaration.ts'
import type { DeliveryId } from '@unefois/domain/ids.ts'
import type { IsoDate } from '@unefois/domain/person.ts'
import type { Hold, Plan, PlanLine } from '@unefois/domain/plan.ts'

/** What the plan depends on besides the declaration and the agencies. */
export type PlanningContext = {
  readonly submittedAt: Date
  /** Milliseconds during which nothing leaves, so that a mistake can be corrected unheard. */
  readonly holdWindowMs: number
  /** The instant at which a day begins in Québec. */
  readonly startOfDay: (day: IsoDate) => Date
  readonly newDeliveryId: () => DeliveryId
}

/** The hearing of a view's kind, or null where the agency is silent on it. */
export const hearingOf = (agency: Agency, kind: Kind): Hearing | null => {
  const entry = agency.hears[kind]
  return isSilent(entry) ? null : entry
}

/** The last hold to end is the one that counts; null when the delivery may leave at once. */
export const holdFor = (effectiveOn: IsoDate, context: PlanningContext): Hold | null => {
  const holds: Hold[] = [
    { reason: 'hold-window', until: new Date(context.submittedAt.getTime() + context.holdWindowMs) },
    { reason: 'effective-date', until: context.startOfDay(effectiveOn) },
  ]
  const pending = holds.filter(({ until }) => until > context.submittedAt)
  return pending.sort((a, b) => b.until.getTime() - a.until.getTime())[0] ?? null
}

const planLine = (
  view: PersonView,
  agency: Agency,
  hold: Hold | null,
  context: PlanningContext,
): PlanLine => {
  const about = { person: view.index, agency: agency.id }
  const entry = agency.hears[view.kind]
  if (isSilent(entry)) return { ...about, told: false, reason: entry.code }
  const concern = entry.concern(view)
  if (!concern.told) return { ...about, told: false, reason: concern.reason }
  return {
    ...about,
    told: true,
    reason: concern.reason,
    delivery: context.newDeliveryId(),
    attributes: Object.keys(entry.transform(view)) as Attribute[],
    hold,
  }
}

/**
 * Who is told what, when, and why not: one line per person × agency. The one function that decides, for the
 * preview as for the plan. The attributes are the keys of the very payload that would leave.
 */
export const planDeliveries = (
  views: readonly PersonView[],
  agencies: readonly Agency[],
  context: PlanningContext,
): Plan =>
  views.flatMap((view) => {
    const hold = holdFor(view.move.effectiveOn, context)
    return agencies.map((agency) => planLine(view, agency, hold, context))
  })

import { type Agency, type Hearing, isSilent, type Silence } from '@unefois/domain/agency.ts'
import type { Attribute } from '@unefois/domain/attribute.ts'
import { type BodyWithoutAgreement, noAgreement } from '@unefois/domain/body-without-agreement.ts'
import { effectiveDay, type Kind, type PersonView } from '@unefois/domain/declarations/declaration.ts'
import type { AgencyId, DeliveryId } from '@unefois/domain/ids.ts'
import type { IsoDate } from '@unefois/domain/person.ts'
import type { Hold, Plan, PlanLine } from '@unefois/domain/plan.ts'
import type { SubscriptionsByAgency } from '@unefois/domain/subscription.ts'
import { openFrom } from './open-from.ts'
import type { Closing, Closings } from './ports/calendars.ts'
import { type Wish, wishedFor } from './wished-for.ts'

/** Days and ages are reckoned in Québec. */
export type QuebecCalendar = {
  /** The instant at which a day begins. */
  startOfDay(day: IsoDate): Date
  /** Full years on a day. */
  ageOn(birthDate: IsoDate, day: IsoDate): number
}

/** Everybody whom a declaration may concern. */
export type Audience = {
  readonly agencies: readonly Agency[]
  readonly withoutAgreement: readonly BodyWithoutAgreement[]
}

/** What the plan depends on besides the declaration and the agencies. */
export type PlanningContext = {
  readonly submittedAt: Date
  /** Milliseconds during which nothing leaves, so that a mistake can be corrected unheard. */
  readonly holdWindowMs: number
  readonly quebec: QuebecCalendar
  readonly newDeliveryId: () => DeliveryId
  /** When agencies take nothing; without it all are always open. */
  readonly closings?: Closings
  /** Who has heard, or will hear, the same from another declaration. */
  readonly alreadyTold?: (person: number, agency: AgencyId) => boolean
  /** What partners wish to hear; without it all hear as their agreements say. */
  readonly subscriptions?: SubscriptionsByAgency
  /** Of a correction: what an agency was told of the same person before; undefined when it was told nothing. */
  readonly heardBefore?: (person: number, agency: AgencyId) => readonly Attribute[] | undefined
}

/** The hearing of a view's kind, or null where the agency is silent on it. */
export const hearingOf = (agency: Agency, kind: Kind): Hearing | null => {
  const entry = agency.hears[kind]
  // The table of kinds and views holds the pair together; the compiler cannot follow it.
  return isSilent(entry) ? null : (entry as Hearing)
}

const silenceOf = (agency: Agency, kind: Kind): Silence => agency.hears[kind] as Silence

/** An adult who moves along declares for nobody and nobody declares for them: their own consent is needed. */
const consentOf = (view: PersonView, { quebec }: PlanningContext): 'given' | 'refused' | 'pending' => {
  if (view.kind !== 'address-change' || view.isDeclarant) return 'given'
  if (quebec.ageOn(view.person.birthDate, view.move.effectiveOn) < 18) return 'given'
  if (view.person.consent === undefined) return 'pending'
  return view.person.consent.given ? 'given' : 'refused'
}

const actAllows = (view: PersonView, { toldFrom = 'inscrit' }: Hearing): boolean =>
  view.kind === 'address-change' || view.act.state === 'inscrit' || view.act.state === toldFrom

/** What must have passed before the agency may be told; whoever waits for nothing is told at once. */
export const holdsFor = (
  view: PersonView,
  hearing: Hearing,
  context: PlanningContext,
  closings: readonly Closing[] = [],
): readonly Hold[] => {
  const { submittedAt, holdWindowMs, quebec } = context
  const instants: Hold[] = [
    { reason: 'hold-window', until: new Date(submittedAt.getTime() + holdWindowMs) },
    { reason: 'effective-date', until: quebec.startOfDay(effectiveDay(view)) },
  ]
  const conditions: Hold[] = [
    ...(consentOf(view, context) === 'pending' ? [{ reason: 'consent', until: null } as const] : []),
    ...(actAllows(view, hearing) ? [] : [{ reason: 'act', until: null } as const]),
  ]
  const pending = instants.filter(({ until }) => until !== null && until > submittedAt)
  return [...conditions, ...pending, ...closedThen(closings, pending, submittedAt)]
}

/** Held for the calendar when the instant at which it would leave falls in a closing. */
const closedThen = (
  closings: readonly Closing[],
  pending: readonly Hold[],
  submittedAt: Date,
): readonly Hold[] => {
  const leaves = new Date(Math.max(...[submittedAt, ...pending.map(({ until }) => until)].map(Number)))
  const until = openFrom(closings, leaves)
  return until > leaves ? [{ reason: 'calendar', until }] : []
}

/** What would leave, or of that what is wished for and what the payload cannot go without. */
const attributesOf = (
  hearing: Hearing,
  view: PersonView,
  wished: readonly Attribute[] | null,
): readonly Attribute[] => {
  const all = Object.keys(hearing.transform(view)) as Attribute[]
  if (wished === null) return all
  const { required = [] } = hearing
  return all.filter((attribute) => wished.includes(attribute) || required.includes(attribute))
}

const everything: Wish = { wished: true, attributes: null }

/** Who has heard something hears its correction, subscribed or not. */
const wishOf = (view: PersonView, agency: AgencyId, context: PlanningContext): Wish => {
  const subscriptions = context.subscriptions?.get(agency)
  if (subscriptions === undefined) return everything
  const wish = wishedFor(subscriptions, view)
  if (wish.wished || wish.reason !== 'not-subscribed') return wish
  const before = context.heardBefore?.(view.index, agency)
  return before === undefined ? wish : { wished: true, attributes: before }
}

const planLine = (view: PersonView, agency: Agency, context: PlanningContext): PlanLine => {
  const hearing = hearingOf(agency, view.kind)
  const about = { person: view.index, agency: agency.id, services: hearing?.services?.(view) ?? [] }
  if (hearing === null) return { ...about, told: false, reason: silenceOf(agency, view.kind).code }
  const concern = hearing.concern(view)
  if (!concern.told) return { ...about, told: false, reason: concern.reason }
  if (consentOf(view, context) === 'refused') return { ...about, told: false, reason: 'consent-refused' }
  if (context.alreadyTold?.(view.index, agency.id)) return { ...about, told: false, reason: 'already-told' }
  const wish = wishOf(view, agency.id, context)
  if (!wish.wished) return { ...about, told: false, reason: wish.reason }
  return {
    ...about,
    told: true,
    reason: concern.reason,
    delivery: context.newDeliveryId(),
    attributes: attributesOf(hearing, view, wish.attributes),
    holds: holdsFor(view, hearing, context, context.closings?.get(agency.id)),
  }
}

/** Concerned, but there is no agreement: the plan shows that the body was not forgotten. */
const linesWithoutAgreement = (view: PersonView, bodies: readonly BodyWithoutAgreement[]): Plan =>
  bodies.flatMap(({ id, wouldServe }) => {
    const services = wouldServe[view.kind]
    if (services === undefined) return []
    return [{ person: view.index, agency: id, services, told: false, reason: noAgreement.code }]
  })

/**
 * Who is told what, when, and why not: one line per person × agency. The one function that decides, for the
 * preview as for the plan. The attributes are the keys of the very payload that would leave.
 */
export const planDeliveries = (
  views: readonly PersonView[],
  { agencies, withoutAgreement }: Audience,
  context: PlanningContext,
): Plan =>
  views.flatMap((view) => [
    ...agencies.map((agency) => planLine(view, agency, context)),
    ...linesWithoutAgreement(view, withoutAgreement),
  ])

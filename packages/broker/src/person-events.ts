import { type Declaration, type PersonView, viewsOf } from '@unefois/domain/declarations/declaration.ts'
import type { PersonId } from '@unefois/domain/ids.ts'
import { type Plan, type PlanLine, toldLines } from '@unefois/domain/plan.ts'
import { identityOf } from './identity-of.ts'
import type { Ids } from './ports/clock.ts'
import type { EarlierPerson, Identity, PersonEventToStore } from './ports/declarations.ts'
import type { SealingKey, Vault } from './ports/vault.ts'
import { sealPersonEvent } from './sealed-content.ts'
import { eventType, type Following, type Turn } from './turn.ts'

/** A declaration that another corrects, or that is withdrawn. */
export type Earlier = {
  readonly declaration: Declaration
  readonly plan: Plan
  readonly persons: ReadonlyMap<number, EarlierPerson>
}

type Dependencies = { readonly ids: Ids; readonly vault: Vault }

type Drafted = {
  readonly view: PersonView
  readonly turn: Turn
  readonly lines: Plan
  readonly following: readonly Following[]
  readonly person: Identity | PersonId
}

const linesOf = (plan: Plan, index: number): Plan => plan.filter(({ person }) => person === index)

const seal = ({ ids }: Dependencies, key: SealingKey, drafted: Drafted): PersonEventToStore => {
  const { view, turn, lines, following, person } = drafted
  const id = ids.personEvent()
  const deliveries = new Map(
    [...toldLines(lines), ...following].map(({ agency, delivery }) => [agency, delivery]),
  )
  return {
    id,
    personIndex: view.index,
    type: eventType(view.kind, turn),
    content: sealPersonEvent(key, id, { view, lines, turn, following }),
    told: [...deliveries].map(([agency, delivery]) => ({ agency, delivery })),
    person,
  }
}

/** One event for each person of a declaration that follows none. */
export const declaredEvents = (
  dependencies: Dependencies,
  { declaration, plan }: Pick<Earlier, 'declaration' | 'plan'>,
  key: SealingKey,
): readonly PersonEventToStore[] =>
  viewsOf(declaration).map((view) =>
    seal(dependencies, key, {
      view,
      turn: 'declared',
      lines: linesOf(plan, view.index),
      following: [],
      person: identityOf(view, dependencies.vault),
    }),
  )

/** One event for each person, taking back at every agency what it was to be told. */
export const withdrawnEvents = (
  dependencies: Dependencies,
  earlier: Earlier,
  key: SealingKey,
): readonly PersonEventToStore[] =>
  viewsOf(earlier.declaration).map((view) => withdrawnEvent(dependencies, earlier, view, key))

const withdrawnEvent = (dependencies: Dependencies, earlier: Earlier, view: PersonView, key: SealingKey) =>
  seal(dependencies, key, {
    view,
    turn: 'withdrawn',
    lines: [],
    following: toldLines(linesOf(earlier.plan, view.index)).map(({ agency, delivery }) => ({
      agency,
      previous: delivery,
      delivery: dependencies.ids.delivery(),
    })),
    person: personOf(earlier, view.index),
  })

/**
 * A person of both declarations is corrected, at the agencies that the earlier one told, and declared at the others;
 * one of the earlier only is taken back; one of the later only is declared.
 */
export const correctedEvents = (
  dependencies: Dependencies,
  { earlier, later }: { readonly earlier: Earlier; readonly later: Pick<Earlier, 'declaration' | 'plan'> },
  key: SealingKey,
): readonly PersonEventToStore[] => {
  const { vault } = dependencies
  const left = new Map(viewsOf(earlier.declaration).map((view) => [view.index, view]))
  const same = samePersons(earlier.declaration, later.declaration, vault)
  const events = viewsOf(later.declaration).map((view) => {
    const lines = linesOf(later.plan, view.index)
    const before = left.get(same.get(view.index) ?? -1)
    const identity = identityOf(view, vault)
    if (before === undefined)
      return seal(dependencies, key, { view, turn: 'declared', lines, following: [], person: identity })
    left.delete(before.index)
    const following = follow(
      dependencies,
      { told: linesOf(earlier.plan, before.index), ...earlierPerson(earlier, before.index) },
      lines,
    )
    return seal(dependencies, key, {
      view,
      turn: 'corrected',
      lines,
      following,
      person: personOf(earlier, before.index),
    })
  })
  return [...events, ...[...left.values()].map((view) => withdrawnEvent(dependencies, earlier, view, key))]
}

/** Of each person of a correction, by position, the position in what it corrects; nothing for who was not in it. */
export const samePersons = (
  earlier: Declaration,
  later: Declaration,
  vault: Vault,
): ReadonlyMap<number, number> => {
  const left = new Map(viewsOf(earlier).map((view) => [view.index, view]))
  return new Map(
    viewsOf(later).flatMap((view) => {
      const before = [...left.values()].find((candidate) => samePerson(candidate, view, vault))
      if (before === undefined) return []
      left.delete(before.index)
      return [[view.index, before.index] as const]
    }),
  )
}

/** By any identifier, or by name and birth date; and where the declaration is about one person, that is the one. */
const samePerson = (one: PersonView, other: PersonView, vault: Vault): boolean => {
  if (one.kind !== 'address-change') return true
  const [a, b] = [one, other].map((view) => identityOf(view, vault))
  if (a === undefined || b === undefined) return false
  return (
    a.fallback.equals(b.fallback) ||
    a.strong.some(({ hash }) => b.strong.some((another) => hash.equals(another.hash)))
  )
}

/**
 * Whoever draws up acts is told no more once the act is in its own register. That takes nothing back: what it
 * registered stands, whatever else of the declaration is corrected.
 */
const keepsItsOwnRegister = (line: PlanLine): boolean => !line.told && line.reason === 'source-of-the-act'

/**
 * What was told is corrected, or taken back. Where the earlier one took back what one before it had told, and the agency
 * is told again, that follows the notice: it must not overtake it, and takes its place while it has not left.
 */
const follow = (
  { ids }: Dependencies,
  before: { readonly told: Plan } & Pick<EarlierPerson, 'deliveries'>,
  now: Plan,
): readonly Following[] => {
  const delivered = new Map(toldLines(now).map(({ agency, delivery }) => [agency, delivery]))
  const registrars = new Set(now.filter(keepsItsOwnRegister).map(({ agency }) => agency))
  const told = toldLines(before.told)
  const tookBack = before.deliveries.filter(
    ({ agency }) => delivered.has(agency) && !told.some((line) => line.agency === agency),
  )
  const followed = [...told, ...tookBack].filter(({ agency }) => !registrars.has(agency))
  return followed.map(({ agency, delivery }) => ({
    agency,
    previous: delivery,
    delivery: delivered.get(agency) ?? ids.delivery(),
  }))
}

const earlierPerson = ({ persons }: Earlier, index: number): EarlierPerson => {
  const person = persons.get(index)
  if (person === undefined) throw new Error('a person event without its person')
  return person
}

const personOf = (earlier: Earlier, index: number): PersonId => earlierPerson(earlier, index).person

import type { Act } from '@unefois/domain/act.ts'
import type { Declaration, PersonView } from '@unefois/domain/declarations/declaration.ts'
import type { DeclarationId, PersonEventId } from '@unefois/domain/ids.ts'
import type { Consent } from '@unefois/domain/person.ts'
import type { Hold, Plan, PlanLine } from '@unefois/domain/plan.ts'
import type { SealingKey } from './ports/vault.ts'
import type { Following, Turn } from './turn.ts'

/** What is sealed under a declaration's key, and how: JSON, with the context naming what it is and whose. */
export type DeclarationContent = { readonly declaration: Declaration; readonly plan: Plan }
export type PersonEventContent = {
  readonly view: PersonView
  readonly lines: Plan
  readonly turn: Turn
  /** Of a correction or a withdrawal: one for each agency that the earlier declaration told. */
  readonly following: readonly Following[]
}

type StoredHold = { reason: Hold['reason']; until: string | null }
type StoredLine = Omit<PlanLine, 'holds'> & { holds?: StoredHold[] }

const reviveLine = (line: StoredLine): PlanLine => {
  if (!line.told) return line as PlanLine
  const holds = (line.holds ?? []).map(({ reason, until }) => ({
    reason,
    until: until === null ? null : new Date(until),
  }))
  return { ...line, holds } as PlanLine
}

const sealJson = (key: SealingKey, context: string, content: unknown): Buffer =>
  key.seal(context, Buffer.from(JSON.stringify(content)))

const openJson = (key: SealingKey, context: string, sealed: Buffer): unknown =>
  JSON.parse(key.open(context, sealed).toString())

export const sealDeclaration = (key: SealingKey, id: DeclarationId, content: DeclarationContent): Buffer =>
  sealJson(key, `declaration:${id}`, content)

export const openDeclaration = (key: SealingKey, id: DeclarationId, sealed: Buffer): DeclarationContent => {
  const content = openJson(key, `declaration:${id}`, sealed) as {
    declaration: Declaration
    plan: StoredLine[]
  }
  return { declaration: content.declaration, plan: content.plan.map(reviveLine) }
}

export const sealPersonEvent = (key: SealingKey, id: PersonEventId, content: PersonEventContent): Buffer =>
  sealJson(key, `person-event:${id}`, content)

export const openPersonEvent = (key: SealingKey, id: PersonEventId, sealed: Buffer): PersonEventContent => {
  const content = openJson(key, `person-event:${id}`, sealed) as PersonEventContent & { lines: StoredLine[] }
  return { ...content, lines: content.lines.map(reviveLine) }
}

/** The act as it stands now, when a clerk or the état civil has moved it on since the filing. */
export const sealAct = (key: SealingKey, id: DeclarationId, act: Act): Buffer =>
  sealJson(key, `act:${id}`, act)

export const openAct = (key: SealingKey, id: DeclarationId, sealed: Buffer): Act =>
  openJson(key, `act:${id}`, sealed) as Act

/** A consent that came after the filing. */
export const sealConsent = (key: SealingKey, id: DeclarationId, consent: Consent): Buffer =>
  sealJson(key, `consent:${id}`, consent)

export const openConsent = (key: SealingKey, id: DeclarationId, sealed: Buffer): Consent =>
  openJson(key, `consent:${id}`, sealed) as Consent

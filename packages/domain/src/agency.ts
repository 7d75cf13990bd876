import type { Attribute } from './attribute.ts'
import type { Bilingual } from './bilingual.ts'
import type { Kind, ViewOf } from './declarations/declaration.ts'
import type { AgencyId } from './ids.ts'

/** Programmes that a line serves, e.g. `allocation-famille`; shown to the declarant. */
export type Service = string

/** Whether an agency is told about a person event, always with the reason (a code of the hearing's `reasons`). */
export type Concern = { readonly told: boolean; readonly reason: string }

export const told = <Code extends string>(reason: Code) => ({ told: true, reason }) as const
export const notTold = <Code extends string>(reason: Code) => ({ told: false, reason }) as const

/** What leaves for an agency: its top-level keys are attributes of the agreement. */
export type Payload = Readonly<Partial<Record<Attribute, unknown>>>

/** A strict schema: `parse` throws on any key or value that the agency is not to receive. */
export type PayloadSchema = { parse(value: unknown): unknown }

/** How one agency hears one kind: who, why, what, and how. Pure. */
export type Hearing<K extends Kind = Kind> = {
  readonly kind: K
  /** The most that may leave for this kind; within the agreement. */
  readonly attributes: readonly Attribute[]
  /** Every code that `concern` may give, with the sentence the declarant reads. */
  readonly reasons: Readonly<Record<string, Bilingual>>
  concern(view: ViewOf<K>): Concern
  /** The programmes that being told serves, for this view; none unless given. */
  services?(view: ViewOf<K>): readonly Service[]
  /** From which state of the act on it may be told; `inscrit` unless given. Of births and deaths only. */
  readonly toldFrom?: 'concordance' | 'inscrit'
  transform(view: ViewOf<K>): Payload
  /** What the payload never goes without, whatever a partner subscribes to; nothing unless given. */
  readonly required?: readonly Attribute[]
  readonly payload: PayloadSchema
}

/** Why an agency is told nothing at all of a kind. */
export type Silence = { readonly code: string; readonly text: Bilingual }

/** The legal basis, purpose and attributes under which a body may be told; nothing leaves without one. */
export type Agreement = {
  /** Statute or agreement number, as the register of communications cites it. */
  readonly basis: Bilingual
  readonly purpose: Bilingual
  readonly attributes: readonly Attribute[]
}

export type Limits = {
  /** Requests under way at once. */
  readonly slots: number
  /** Whole-request deadline, milliseconds. */
  readonly timeoutMs: number
  /** Waits between attempts, milliseconds; after the last the delivery is parked. */
  readonly retryScheduleMs: readonly number[]
  /** How long the agency may take to acknowledge what it received, milliseconds; then it is overdue. */
  readonly acknowledgeWithinMs: number
}

export type Agency = {
  readonly id: AgencyId
  readonly name: Bilingual
  readonly agreement: Agreement
  readonly limits: Limits
  /** `partner`: federal, municipal or a utility; told by consent and agreement only. */
  readonly standing: 'agency' | 'partner'
  /** One entry for each kind: either how it hears it, or why it does not. */
  readonly hears: { readonly [K in Kind]: Hearing<K> | Silence }
}

export const isSilent = (entry: object): entry is Silence => 'code' in entry

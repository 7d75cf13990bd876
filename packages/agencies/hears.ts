import type { Hearing, Service } from '@unefois/domain/agency.ts'
import type { Attribute } from '@unefois/domain/attribute.ts'
import type { Bilingual } from '@unefois/domain/bilingual.ts'
import type { Kind, ViewOf } from '@unefois/domain/declarations/declaration.ts'
import type { z } from 'zod'

type Reasons = Readonly<Record<string, Bilingual>>

type Frozen<Value> = Value extends object ? { readonly [Key in keyof Value]: Frozen<Value[Key]> } : Value

/** A hearing whose payload schema can also be read (published, documented), and whose reasons are told apart. */
export type SpokenHearing<K extends Kind = Kind> = Hearing<K> & {
  readonly payload: z.ZodObject
  /** The part of `reasons` for which the agency is told. */
  readonly toldWhen: Reasons
  services(view: ViewOf<K>): readonly Service[]
}

type Draft<
  K extends Kind,
  Allowed extends Attribute,
  Told extends Reasons,
  NotTold extends Reasons,
  Shape extends z.ZodRawShape,
> = {
  readonly attributes: readonly Allowed[]
  /** Reasons for being told, and for not being told: the declarant reads these sentences. */
  readonly told: Told
  readonly notTold: NotTold
  concern(
    view: ViewOf<K>,
  ):
    | { readonly told: true; readonly reason: Extract<keyof NoInfer<Told>, string> }
    | { readonly told: false; readonly reason: Extract<keyof NoInfer<NotTold>, string> }
  /** The programmes that being told serves; none unless given. */
  readonly services?: readonly Service[]
  /** Of births and deaths; `inscrit` unless given. */
  readonly toldFrom?: 'concordance'
  readonly payload: z.ZodObject<Shape, z.core.$strict>
  /** Called for those who are told. What it gives must pass `payload`, which refuses the least thing more. */
  transform(view: ViewOf<K>): Partial<Frozen<z.input<z.ZodObject<NoInfer<Shape>>>>>
}

/**
 * How an agency hears a kind. The types hold the file together: `concern` gives only reasons that have their
 * sentences, and the schema names only listed attributes. What types cannot see (a schema that is not strict, a
 * transform that gives more) the conformance suite and the schema itself refuse.
 */
export const hears = <
  K extends Kind,
  const Allowed extends Attribute,
  Told extends Reasons,
  NotTold extends Reasons,
  Shape extends { [Key in keyof Shape]: Key extends NoInfer<Allowed> ? z.ZodType : never },
>(
  kind: K,
  draft: Draft<K, Allowed, Told, NotTold, Shape>,
): SpokenHearing<K> => ({
  kind,
  attributes: draft.attributes,
  reasons: { ...draft.told, ...draft.notTold },
  toldWhen: draft.told,
  concern: draft.concern,
  services: () => draft.services ?? [],
  ...(draft.toldFrom && { toldFrom: draft.toldFrom }),
  transform: draft.transform,
  required: Object.entries<z.ZodType>(draft.payload.shape).flatMap(([name, schema]) =>
    draft.attributes.includes(name as Allowed) && !schema.isOptional() ? [name as Allowed] : [],
  ),
  payload: draft.payload,
})

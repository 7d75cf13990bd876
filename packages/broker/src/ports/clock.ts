import type { DeclarationId, DeliveryId, PersonEventId, PersonId, Reference } from '@unefois/domain/ids.ts'

/** Time and chance come in from outside, so that every rule can be replayed. */
export type Clock = { now(): Date }

export type Ids = {
  declaration(): DeclarationId
  personEvent(): PersonEventId
  delivery(): DeliveryId
  person(): PersonId
  reference(): Reference
}

/** Uniform in [0, 1). */
export type Random = () => number

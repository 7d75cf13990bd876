import { randomInt } from 'node:crypto'
import type { Ids } from '@unefois/broker/ports/clock.ts'
import type { DeclarationId, DeliveryId, PersonEventId, PersonId } from '@unefois/domain/ids.ts'
import { makeReference } from '@unefois/domain/reference.ts'
import { v7 } from 'uuid'

const resolution = 2 ** 47

/**
 * Time-ordered ids (UUIDv7), which PostgreSQL's indexes take in at their end. A person's tells when the person was first
 * heard of, which the records beside it tell as well; agencies see none of it (`personReference`).
 */
export const newIds: Ids = {
  declaration: () => v7() as DeclarationId,
  personEvent: () => v7() as PersonEventId,
  delivery: () => v7() as DeliveryId,
  person: () => v7() as PersonId,
  reference: () => makeReference(() => randomInt(resolution) / resolution),
}

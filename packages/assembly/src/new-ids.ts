import { randomInt } from 'node:crypto'
import type { Ids } from '@unefois/broker/ports/clock.ts'
import type { DeclarationId, DeliveryId, PersonEventId, PersonId } from '@unefois/domain/ids.ts'
import { makeReference } from '@unefois/domain/reference.ts'
import { randomPool } from '@unefois/vault/random-pool.ts'
import { timeOrderedIds } from './time-ordered-ids.ts'

const resolution = 2 ** 47
const newId = timeOrderedIds({ now: Date.now, random: randomPool() })

/**
 * Time-ordered ids (UUIDv7), which PostgreSQL's indexes take in at their end. A person's tells when the person was first
 * heard of, which the records beside it tell as well; agencies see none of it (`personReference`).
 */
export const newIds: Ids = {
  declaration: () => newId() as DeclarationId,
  personEvent: () => newId() as PersonEventId,
  delivery: () => newId() as DeliveryId,
  person: () => newId() as PersonId,
  reference: () => makeReference(() => randomInt(resolution) / resolution),
}

import { randomInt } from 'node:crypto'
import type { Ids } from '@unefois/broker/ports/clock.ts'
import type { DeclarationId, DeliveryId, PersonEventId, PersonId } from '@unefois/domain/ids.ts'
import { makeReference } from '@unefois/domain/reference.ts'
import { v4, v7 } from 'uuid'

const resolution = 2 ** 47

/** Time-ordered ids (UUIDv7) for what is listed by time; a random one for persons, which must tell nothing. */
export const newIds: Ids = {
  declaration: () => v7() as DeclarationId,
  personEvent: () => v7() as PersonEventId,
  delivery: () => v7() as DeliveryId,
  person: () => v4() as PersonId,
  reference: () => makeReference(() => randomInt(resolution) / resolution),
}

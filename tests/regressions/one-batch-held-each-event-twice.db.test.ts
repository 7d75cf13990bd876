import { randomUUID } from 'node:crypto'
import type { MetEvent } from '@unefois/broker/ports/deliveries.ts'
import {
  agencyId,
  type DeclarationId,
  type DeliveryId,
  type PersonEventId,
  type PersonId,
} from '@unefois/domain/ids.ts'
import { deliveryWork } from '@unefois/store/deliveries-store.ts'
import { expect, test } from 'vitest'
import { usePostgres } from '../postgres-for-tests/use-postgres.ts'

const postgres = usePostgres()

const metEvent = (person: PersonId, personSeq: bigint): MetEvent => ({
  personEvent: randomUUID() as PersonEventId,
  declaration: randomUUID() as DeclarationId,
  person,
  personSeq,
  kind: 'address-change',
  turn: 'declared',
  delivery: {
    id: randomUUID() as DeliveryId,
    holds: [],
    turn: 'declared',
    follows: null,
    freeze: (sequence) => Buffer.from(`body ${sequence}`),
  },
})

/**
 * Two delivery programs were killed on Kafka, and their groups stood still until the sessions had ended, 30 s. The
 * reconciler took what waited for lost and put it back. The batch that came then held each person event twice; the
 * second copy counted as never opened, its row broke on the first one's key, and the same batch came again for
 * ever: no agency heard anything any more. Found by tests/faults with seed 2.
 */
test('person events that stand twice in one batch are opened once', async () => {
  const person = randomUUID() as PersonId
  const events = [metEvent(person, 1n), metEvent(person, 2n)]
  const work = deliveryWork(postgres.pool)
  expect(await work.open(agencyId('saaq'), [...events, ...events])).toMatchObject({
    opened: 2,
    repeated: 2,
    gaps: [],
  })
  const { rows } = await postgres.pool.query('select sequence from deliveries order by sequence')
  expect(rows).toEqual([{ sequence: 1n }, { sequence: 2n }])
})

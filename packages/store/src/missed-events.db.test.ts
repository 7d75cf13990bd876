import type { MetEvent } from '@unefois/broker/ports/deliveries.ts'
import type { PersonId } from '@unefois/domain/ids.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { expect, test } from 'vitest'
import { deliveryWork } from './deliveries-store.ts'
import { aMetEvent, aPerson, saaq } from './stored-for-tests.ts'

const postgres = usePostgres()
const work = () => deliveryWork(postgres.pool)

/** The person event as intake stores it, which is the record of what there is to be met. */
const record = async ({ personEvent, declaration, person, personSeq, kind, delivery }: MetEvent) => {
  await postgres.pool.query(
    `insert into person_events (id, declaration_id, person_index, person_id, person_seq, type, content,
                                told_agencies, told_deliveries, submitted_at)
     values ($1, $2, 0, $3, $4, $5, '', $6, $7, now())`,
    [
      personEvent,
      declaration,
      person,
      personSeq,
      `unefois.${kind}.v1`,
      delivery === null ? [] : [saaq],
      delivery === null ? [] : [delivery.id],
    ],
  )
}

const workOf = async (person: PersonId) => {
  const { rows } = await postgres.pool.query(
    'select state, waits_for from delivery_work where person_id = $1',
    [person],
  )
  return rows
}

test('a gap in a person holds that person, and nobody else, until the missing event has come', async () => {
  const [person, other] = [aPerson(), aPerson()]
  const [first, second] = [aMetEvent(person, 1n), aMetEvent(person, 2n)]
  await record(first)
  const report = await work().open(saaq, [second, aMetEvent(other, 1n)])
  expect(report).toMatchObject({ opened: 1, gaps: [{ person, expected: 1n, found: 2n }] })
  expect(await workOf(person)).toEqual([])
  expect(await work().open(saaq, [first, second])).toMatchObject({ opened: 2, gaps: [] })
})

test('an event of which the agency is not told is no gap, met or not', async () => {
  const person = aPerson()
  const silent = { ...aMetEvent(person, 1n), delivery: null }
  await record(silent)
  await record({ ...aMetEvent(person, 2n), delivery: null })
  expect(await work().open(saaq, [silent])).toMatchObject({ opened: 0, repeated: 0, gaps: [] })
  expect(await work().open(saaq, [aMetEvent(person, 3n)])).toMatchObject({ opened: 1, gaps: [] })
})

test('a death that was missed is a gap also where nobody is told of it: it would have held the rest', async () => {
  const person = aPerson()
  const death: MetEvent = { ...aMetEvent(person, 1n), kind: 'death', delivery: null }
  const move = aMetEvent(person, 2n)
  await record(death)
  expect(await work().open(saaq, [move])).toMatchObject({
    opened: 0,
    gaps: [{ person, expected: 1n, found: 2n }],
  })
  expect(await work().open(saaq, [death, move])).toMatchObject({ opened: 1, gaps: [] })
  expect(await workOf(person)).toEqual([{ state: 'held', waits_for: ['death'] }])
})

import { randomUUID } from 'node:crypto'
import type { DeliveryFilter } from '@unefois/broker/ports/deliveries.ts'
import {
  type AgencyId,
  agencyId,
  type DeliveryId,
  type PersonId,
  type Reference,
} from '@unefois/domain/ids.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { expect, test } from 'vitest'
import { deliveriesStore, deliveryWork } from './deliveries-store.ts'
import { aDeclaration, aMetEvent, aPerson } from './stored-for-tests.ts'

const postgres = usePostgres()
const hour = 3_600_000

type Opened = {
  readonly id: DeliveryId
  readonly declaration: string
  readonly reference: Reference
  readonly person: PersonId
}

/** Opened, and then wherever the test wants it; with an id of its instant, as the program's own have. */
const open = async (
  agency: AgencyId,
  to: { state?: string; reason?: string; overdue?: true } = {},
): Promise<Opened> => {
  const person = aPerson()
  const met = aMetEvent(person, 1n)
  const { reference } = aDeclaration()
  const { rows } = await postgres.pool.query<{ id: DeliveryId }>(
    `select (left(first_id_of(clock_timestamp())::text, 14) || substr(gen_random_uuid()::text, 15))::uuid as id`,
  )
  const id = rows[0]?.id as DeliveryId
  await postgres.pool.query(
    `insert into declarations (id, reference, kind, channel, account, content, submitted_at)
     values ($1, $2, 'address-change', 'web', 'x', '', now())`,
    [met.declaration, reference],
  )
  await postgres.pool.query(
    `insert into person_events (id, declaration_id, person_index, person_id, person_seq, type, content, told_agencies,
       told_deliveries, submitted_at) values ($1, $2, 0, $3, 1, 't', '', '{}', '{}', now())`,
    [met.personEvent, met.declaration, person],
  )
  await deliveryWork(postgres.pool).open(agency, [
    { ...met, delivery: met.delivery && { ...met.delivery, id } },
  ])
  const { state, reason = null, overdue } = to
  if (overdue)
    await postgres.pool.query(
      `update delivery_work set state = 'received', wake_at = now() - interval '1 s' where id = $1`,
      [id],
    )
  else if (state === 'parked' || state === 'held')
    await postgres.pool.query('update delivery_work set state = $2, reason = $3 where id = $1', [
      id,
      state,
      reason,
    ])
  else if (state !== undefined)
    await postgres.pool.query(
      `with gone as (delete from delivery_work where id = $1 returning id)
       insert into delivery_outcomes (id, state, reason, attempts, final_at) select id, $2, $3, 1, now() from gone`,
      [id, state, reason],
    )
  return { id, declaration: met.declaration, reference, person }
}

const list = async (filter: DeliveryFilter, limit = 500) =>
  (await deliveriesStore(postgres.pool).list(filter, { after: null, limit })).items.map(({ id }) => id)

const anAgency = (): AgencyId => agencyId(`agency-${randomUUID()}`)

test('each filter finds what it asks for and nothing else', async () => {
  const agency = anAgency()
  const due = await open(agency)
  const parked = await open(agency, { state: 'parked', reason: 'timed-out' })
  const overdue = await open(agency, { overdue: true })
  const accepted = await open(agency, { state: 'accepted' })
  const rejected = await open(agency, { state: 'rejected', reason: 'unknown-person' })
  await open(anAgency(), { state: 'parked', reason: 'timed-out' })
  const all = [rejected, accepted, overdue, parked, due].map(({ id }) => id)
  const cases: readonly (readonly [DeliveryFilter, readonly Opened[]])[] = [
    [{ state: 'due' }, [due]],
    [{ state: 'held' }, []],
    [{ state: 'parked' }, [parked]],
    [{ state: 'parked', reason: 'timed-out' }, [parked]],
    [{ state: 'parked', reason: 'other' }, []],
    [{ state: 'received' }, [overdue]],
    [{ overdue: true }, [overdue]],
    [{ state: 'accepted' }, [accepted]],
    [{ state: 'rejected' }, [rejected]],
    [{ reason: 'unknown-person' }, [rejected]],
    [{ reason: 'timed-out' }, [parked]],
    [{ kind: 'death' }, []],
    [{ since: new Date(Date.now() + hour) }, []],
    [{ until: new Date(Date.now() - hour) }, []],
  ]
  expect(await list({ agency })).toEqual(all)
  expect(await list({ agency, kind: 'address-change', since: new Date(Date.now() - hour) })).toEqual(all)
  for (const [filter, expected] of cases)
    expect([filter, await list({ ...filter, agency })]).toEqual([filter, expected.map(({ id }) => id)])
  for (const one of [due, parked, accepted]) {
    expect(await list({ declaration: one.declaration as never })).toEqual([one.id])
    expect(await list({ reference: one.reference })).toEqual([one.id])
    expect(await list({ person: one.person })).toEqual([one.id])
    expect(await list({ person: one.person, agency })).toEqual([one.id])
    expect(await list({ person: one.person, agency: anAgency() })).toEqual([])
  }
})

test('a page that has looked at enough of the history goes on where it stopped, and misses nothing', async () => {
  const agency = anAgency()
  const first = await open(agency, { state: 'accepted' })
  await postgres.pool.query(
    `insert into deliveries (id, declaration_id, person_event_id, person_id, agency, kind, opened_at, turn)
     select (left(first_id_of(clock_timestamp())::text, 14) || substr(gen_random_uuid()::text, 15))::uuid, $1,
            gen_random_uuid(), gen_random_uuid(), $2, 'death', now(), 'declared' from generate_series(1, 25000)`,
    [first.declaration, agency],
  )
  const found: DeliveryId[] = []
  let after: DeliveryId | null = null
  let pages = 0
  do {
    const page = await deliveriesStore(postgres.pool).list(
      { agency, kind: 'address-change' },
      { after, limit: 100 },
    )
    found.push(...page.items.map(({ id }) => id))
    after = page.next
    pages += 1
  } while (after !== null)
  expect(found).toEqual([first.id])
  expect(pages).toBe(3)
})

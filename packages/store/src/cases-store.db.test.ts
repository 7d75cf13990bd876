import { randomUUID } from 'node:crypto'
import type { CaseToOpen } from '@unefois/broker/ports/cases.ts'
import type { DeclarationId, DeliveryId } from '@unefois/domain/ids.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { expect, test } from 'vitest'
import { casesStore } from './cases-store.ts'
import { deliveryWork } from './deliveries-store.ts'
import { aDeclaration, aMetEvent, aPerson, saaq } from './stored-for-tests.ts'

const postgres = usePostgres()
const store = () => casesStore(postgres.pool, randomUUID)
const operator = { id: 'demo-operator', role: 'operator' } as const
const clerk = (office: string) => ({ id: `clerk-of-${office}`, role: 'clerk', office }) as const

const aRow = async (office: string | null = null, id = randomUUID() as DeclarationId) => {
  await postgres.pool.query(
    `insert into declarations (id, reference, kind, channel, account, office, content, submitted_at)
     values ($1, $2, 'address-change', 'web', 'somebody', $3, '', now())`,
    [id, aDeclaration().reference, office],
  )
  return id
}
const aConflict = async (office: string | null = null): Promise<CaseToOpen> => ({
  code: 'identity-conflict',
  declaration: await aRow(office),
  delivery: null,
  agency: null,
})
const page = { resolved: false, after: null, limit: 500 }
const seenBy = async (
  asker: Parameters<ReturnType<typeof store>['list']>[0],
  of: CaseToOpen,
  resolved = false,
) => {
  const { items } = await store().list(asker, { ...page, resolved })
  return items.find(({ declaration }) => declaration === of.declaration)
}

test('an operator sees every case, a clerk those of the office, until somebody resolves them', async () => {
  const one = await aConflict('civil-status')
  await store().open(one)
  const seen = await seenBy(operator, one)
  expect(seen).toMatchObject({ code: 'identity-conflict', resolvedAt: null })
  expect(await seenBy(clerk('civil-status'), one)).toEqual(seen)
  expect(await seenBy(clerk('elsewhere'), one)).toBeUndefined()
  const id = seen?.id ?? ''
  expect(await store().find(clerk('elsewhere'), id)).toBeNull()
  const resolution = { decision: 'another-person', reason: 'Homonymes' }
  expect(await store().resolve(id, operator, resolution)).toBe(true)
  expect(await store().resolve(id, operator, resolution)).toBe(false)
  expect(await seenBy(operator, one)).toBeUndefined()
  expect(await seenBy(operator, one, true)).toMatchObject(resolution)
})

test('pages follow each other without gap or repetition', async () => {
  for (let count = 0; count < 3; count += 1) await store().open(await aConflict())
  const all = (await store().list(operator, page)).items.map(({ id }) => id)
  const paged: string[] = []
  let after: string | null = null
  do {
    const next: Awaited<ReturnType<ReturnType<typeof store>['list']>> = await store().list(operator, {
      ...page,
      after,
      limit: 2,
    })
    paged.push(...next.items.map(({ id }) => id))
    after = next.next
  } while (after !== null)
  expect(paged).toEqual(all)
})

/** Something said and, unless nobody heard it, its withdrawal, which now stands as told. */
const aWithdrawal = async (standing: string, heard = true): Promise<DeliveryId> => {
  const person = aPerson()
  const [said, takenBack] = [aMetEvent(person, 1n), aMetEvent(person, 2n)]
  if (said.delivery === null || takenBack.delivery === null) throw new Error('two deliveries')
  const withdrawal = { ...takenBack.delivery, turn: 'withdrawn', follows: said.delivery.id } as const
  await aRow(null, said.declaration)
  await aRow(null, takenBack.declaration)
  await deliveryWork(postgres.pool).open(saaq, [said])
  if (heard)
    await postgres.pool.query(
      "update delivery_work set attempts = 1, state = 'received', sent_at = now() where id = $1",
      [said.delivery.id],
    )
  await deliveryWork(postgres.pool).open(saaq, [{ ...takenBack, turn: 'withdrawn', delivery: withdrawal }])
  await postgres.pool.query(
    `update delivery_work set state = $2, attempts = 1, waits_for = '{}', wake_at = now() - interval '1 hour' where id = $1`,
    [withdrawal.id, standing],
  )
  return withdrawal.id
}
const answer = async (id: DeliveryId, outcome: string) => {
  await postgres.pool.query('delete from delivery_work where id = $1', [id])
  await postgres.pool.query(
    'insert into delivery_outcomes (id, state, attempts, final_at) values ($1, $2, 1, now())',
    [id, outcome],
  )
}
const unconfirmed = async (id: DeliveryId) =>
  (await store().unconfirmed(500)).find(({ delivery }) => delivery === id)

test.each(['received', 'parked', 'needs-review'])(
  'a withdrawal that is overdue, parked or to be reviewed (%s) is a case, once, until it is confirmed',
  async (standing) => {
    const id = await aWithdrawal(standing)
    const found = await unconfirmed(id)
    expect(found).toMatchObject({ code: 'withdrawal-unconfirmed', agency: 'saaq', delivery: id })
    if (found === undefined) return
    await store().open(found)
    expect(await unconfirmed(id)).toBeUndefined()
    await store().settleConfirmed()
    expect(await seenBy(operator, found)).toBeDefined()
    await answer(id, 'accepted')
    await store().settleConfirmed()
    expect(await seenBy(operator, found)).toBeUndefined()
    expect(await seenBy(operator, found, true)).toMatchObject({ decision: 'confirmed' })
  },
)

test('a withdrawal that was refused stays a case', async () => {
  const id = await aWithdrawal('received')
  await answer(id, 'rejected')
  const found = await unconfirmed(id)
  expect(found).toBeDefined()
  if (found === undefined) return
  await store().open(found)
  await store().settleConfirmed()
  expect(await seenBy(operator, found)).toBeDefined()
})

test('what takes back what nobody has heard is nobody’s work; nor is what may still be confirmed in time', async () => {
  expect(await unconfirmed(await aWithdrawal('parked', false))).toBeUndefined()
  expect(await unconfirmed(await aWithdrawal('due'))).toBeUndefined()
})

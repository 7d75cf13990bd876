import { agencyId, type DeliveryId } from '@unefois/domain/ids.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { beforeEach, expect, test } from 'vitest'
import { deliveriesStore, deliveryWork } from './deliveries-store.ts'
import { feedsStore } from './feeds-store.ts'
import { remindersStore } from './reminders-store.ts'
import { aMetEvent, aPerson } from './stored-for-tests.ts'

const postgres = usePostgres()
const day = 24 * 3_600_000
const now = new Date()
const yesterday = new Date(now.getTime() - day)

let agency = agencyId('none')
let number = 0
beforeEach(() => {
  agency = agencyId(`late-${number++}`)
})

/** Received, and to be acknowledged by that instant. */
const received = async (acknowledgeBy: Date, count = 1): Promise<readonly DeliveryId[]> => {
  const events = Array.from({ length: count }, () => aMetEvent(aPerson(), 1n))
  for (const { declaration } of events)
    await postgres.pool.query('insert into declaration_keys (declaration_id, wrapped_key) values ($1, $2)', [
      declaration,
      Buffer.from('key'),
    ])
  await deliveryWork(postgres.pool).open(agency, events)
  const feeds = feedsStore(postgres.pool)
  const { lastPosition } = await feeds.read(agency, 0n, 500)
  await feeds.pass(agency, lastPosition, acknowledgeBy)
  return events.map(({ delivery }) => delivery?.id as DeliveryId)
}

const take = (at = now, limit = 100) =>
  remindersStore(postgres.pool).take(agency, { now: at, notSince: new Date(at.getTime() - day) }, limit)

test('only what is overdue is taken, the longest first, and once a day', async () => {
  const [late] = await received(new Date(now.getTime() - 1_000))
  const [later] = await received(yesterday)
  await received(new Date(now.getTime() + 60_000))
  expect(await take()).toEqual([later, late])
  expect(await take()).toEqual([])
  expect(await take(new Date(now.getTime() + day - 1))).toHaveLength(1)
  expect(await take(new Date(now.getTime() + day + 1))).toHaveLength(2)
})

test('what was acknowledged is not taken, and what is deferred neither', async () => {
  const [first, second, third] = await received(yesterday, 3)
  const deliveries = deliveriesStore(postgres.pool)
  await deliveries.acknowledge(agency, first as DeliveryId, { outcome: 'accepted' })
  const until = new Date(now.getTime() + 60_000).toISOString()
  await deliveries.acknowledge(agency, second as DeliveryId, { outcome: 'deferred', until })
  expect(await take()).toEqual([third])
})

test('nothing is taken of an agency that is paused or closed', async () => {
  const [id] = await received(yesterday)
  await postgres.pool.query(
    `insert into agency_pauses (agency, reason, paused_by) values ($1, 'test', 'x')`,
    [agency],
  )
  expect(await take()).toEqual([])
  await postgres.pool.query('delete from agency_pauses')
  expect(await take()).toEqual([id])
})

test('two programs that look at once take each delivery once, and all of them', async () => {
  const all = await received(yesterday, 60)
  const taken = await Promise.all(Array.from({ length: 8 }, () => take(now, 10)))
  const rest = await take()
  const ids = [...taken.flat(), ...rest]
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.sort()).toEqual([...all].sort())
  const { rows } = await postgres.pool.query<{ count: bigint }>(
    `select count(*) as count from audit_log where code = 'delivery.reminded' and agency = $1`,
    [agency],
  )
  expect(rows[0]?.count).toBe(60n)
})

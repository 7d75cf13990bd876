import { randomUUID } from 'node:crypto'
import type { Lane } from '@unefois/broker/ports/deliveries.ts'
import { type AgencyId, agencyId } from '@unefois/domain/ids.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { expect, test } from 'vitest'
import { calendarsStore } from './calendars-store.ts'
import { deliveriesStore, deliveryWork } from './deliveries-store.ts'
import { lanesStore } from './lanes-store.ts'
import { aDeclaration, aMetEvent, aPerson } from './stored-for-tests.ts'

const postgres = usePostgres()
const operator = { id: 'demo-operator', role: 'operator' } as const
const hour = 3_600_000

/** Hints that reach nobody: each store is then a program of its own. */
const store = (signalled: string[] = []) =>
  calendarsStore(postgres.pool, { signal: (channel) => signalled.push(channel), listen: () => () => {} })

const closedFor = (fromMs: number, untilMs: number) => {
  const closing = { from: new Date(Date.now() + fromMs), until: new Date(Date.now() + untilMs) }
  return [{ from: '2026-11-22', to: '2026-11-23', reason: 'Élections', closing }]
}

const anAgency = async (): Promise<{ agency: AgencyId; lanes: readonly Lane[] }> => {
  const agency = agencyId(`agency-${randomUUID()}`)
  return { agency, lanes: await lanesStore(postgres.pool, 60_000).renew(`worker-${agency}`, [agency]) }
}

const openOne = async (agency: AgencyId, heldUntil: Date | null = null) => {
  const event = aMetEvent(aPerson(), 1n, heldUntil)
  await postgres.pool.query(
    `insert into declarations (id, reference, kind, channel, account, content, submitted_at)
     values ($1, $2, 'address-change', 'web', 'x', '', now())`,
    [event.declaration, aDeclaration().reference],
  )
  await deliveryWork(postgres.pool).open(agency, [event])
  const id = event.delivery?.id
  if (id === undefined) throw new Error('a delivery')
  const standing = async () => {
    const found = await deliveriesStore(postgres.pool).find(id)
    return [found?.delivery.state, found?.delivery.reason]
  }
  return { id, standing }
}

test('what an operator wrote is read back, replaced whole, audited, and known to another program', async () => {
  const { agency } = await anAgency()
  const signalled: string[] = []
  const written = closedFor(-hour, hour)
  const other = store()
  expect((await other.closings()).get(agency)).toBeUndefined()
  const own = store(signalled)
  await own.replace(agency, written, operator)
  expect(signalled).toEqual(['calendars', `work:${agency}`])
  expect(await own.of(agency)).toEqual([{ from: '2026-11-22', to: '2026-11-23', reason: 'Élections' }])
  expect((await own.closings()).get(agency)).toMatchObject([written[0]?.closing])
  await expect
    .poll(async () => (await other.closings()).get(agency), { timeout: 10_000 })
    .toMatchObject([written[0]?.closing])
  await own.replace(agency, [], operator)
  expect(await own.of(agency)).toEqual([])
  const { rows } = await postgres.pool.query(
    "select actor, facts from audit_log where agency = $1 and code = 'calendar.replaced' order by position",
    [agency],
  )
  expect(rows).toMatchObject([{ actor: 'demo-operator', facts: { closed: [{ to: '2026-11-23' }] } }, {}])
})

test('what is opened while the agency is closed is held, unnumbered, until the calendar opens it', async () => {
  const { agency } = await anAgency()
  await store().replace(agency, closedFor(-hour, hour), operator)
  const { id, standing } = await openOne(agency)
  expect(await standing()).toEqual(['held', 'calendar'])
  const { rows } = await postgres.pool.query('select state, sequence from delivery_work where id = $1', [id])
  expect(rows).toEqual([{ state: 'held', sequence: null }])
})

test('what fell due before shows as held while the agency is closed, and as due once it opens', async () => {
  const { agency } = await anAgency()
  const { standing } = await openOne(agency)
  expect(await standing()).toEqual(['due', null])
  await store().replace(agency, closedFor(-hour, hour), operator)
  expect(await standing()).toEqual(['held', 'calendar'])
  const { items } = await deliveriesStore(postgres.pool).list(
    { agency, state: 'held', reason: 'calendar' },
    { after: null, limit: 10 },
  )
  expect(items).toHaveLength(1)
  await store().replace(agency, closedFor(hour, 2 * hour), operator)
  expect(await standing()).toEqual(['due', null])
})

test('what would be released during a closing is held for the calendar, also when the closing comes later', async () => {
  const { agency } = await anAgency()
  const { standing } = await openOne(agency, new Date(Date.now() + 2 * hour))
  expect(await standing()).toEqual(['held', 'effective-date'])
  await store().replace(agency, closedFor(hour, 3 * hour), operator)
  expect(await standing()).toEqual(['held', 'calendar'])
  await store().replace(agency, [], operator)
  expect(await standing()).toEqual(['held', 'effective-date'])
})

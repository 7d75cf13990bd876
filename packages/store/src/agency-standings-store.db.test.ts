import { randomUUID } from 'node:crypto'
import type { StandingUpdate } from '@unefois/broker/ports/agency-standings.ts'
import type { Lane } from '@unefois/broker/ports/deliveries.ts'
import { type AgencyId, agencyId } from '@unefois/domain/ids.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { expect, test } from 'vitest'
import { agencyStandingsStore } from './agency-standings-store.ts'
import { deliveryWork } from './deliveries-store.ts'
import { lanesStore } from './lanes-store.ts'
import { aMetEvent, aPerson } from './stored-for-tests.ts'

const postgres = usePostgres()
const hour = 3_600_000

const anAgency = async (): Promise<{ agency: AgencyId; worker: string; lanes: readonly Lane[] }> => {
  const agency = agencyId(`agency-${randomUUID()}`)
  const worker = `worker-${agency}`
  return { agency, worker, lanes: await lanesStore(postgres.pool, 60_000).renew(worker, [agency]) }
}

const update = (agency: AgencyId, given: Partial<StandingUpdate> = {}): StandingUpdate => ({
  agency,
  breaker: 'closed',
  receivedLastMinute: 0,
  lastSuccessAt: null,
  lastFailureAt: null,
  lastFailure: null,
  failures: new Map(),
  ...given,
})

/** Each is a program of its own, with nothing remembered. */
const standingOf = async (agency: AgencyId) => (await agencyStandingsStore(postgres.pool).all()).get(agency)

const openOne = async (agency: AgencyId, heldUntil: Date | null = null): Promise<string> => {
  const event = aMetEvent(aPerson(), 1n, heldUntil)
  await deliveryWork(postgres.pool).open(agency, [event])
  return event.delivery?.id ?? ''
}

test('counts what waits, by what it waits for, and how long the oldest has been due', async () => {
  const { agency } = await anAgency()
  expect(await standingOf(agency)).toBeUndefined()
  const [first] = [
    await openOne(agency),
    await openOne(agency),
    await openOne(agency, new Date(Date.now() + hour)),
  ]
  const states = ['parked', 'deferred', 'needs-review', 'received'] as const
  for (const state of states) {
    const id = await openOne(agency)
    await postgres.pool.query(
      `update delivery_work set state = $2, wake_at = now() - interval '1 s' where id = $1`,
      [id, state],
    )
  }
  await postgres.pool.query(
    `update delivery_work set due_since = now() - interval '90 s', wake_at = now() + interval '1 h' where id = $1`,
    [first],
  )
  const standing = await standingOf(agency)
  expect(standing).toMatchObject({ backlog: 2, held: 1, parked: 1, deferred: 1, needsReview: 1, overdue: 1 })
  const seconds = (Date.now() - (standing?.oldestDueSince?.getTime() ?? 0)) / 1000
  expect(seconds).toBeGreaterThanOrEqual(89)
  expect(seconds).toBeLessThan(600)
})

test('what waits for somebody is held, whatever it was about to do', async () => {
  const { agency } = await anAgency()
  const id = await openOne(agency)
  await postgres.pool.query(`update delivery_work set waits_for = '{death}' where id = $1`, [id])
  expect(await standingOf(agency)).toMatchObject({ backlog: 0, held: 1, oldestDueSince: null })
})

test('programs are added up: the worst breaker, the last success and failure, every failed attempt', async () => {
  const { agency, worker } = await anAgency()
  const other = `${worker}-2`
  await postgres.pool.query('insert into delivery_workers (worker, seen_at) values ($1, now())', [other])
  const store = agencyStandingsStore(postgres.pool)
  const [earlier, later] = [new Date('2026-11-22T12:00:00Z'), new Date('2026-11-22T12:00:05Z')]
  await store.record(worker, [
    update(agency, {
      receivedLastMinute: 90,
      lastSuccessAt: later,
      lastFailureAt: later,
      lastFailure: 'timed-out',
      failures: new Map([['timed-out', 2]]),
    }),
  ])
  await store.record(other, [
    update(agency, {
      breaker: 'open',
      receivedLastMinute: 30,
      lastFailureAt: earlier,
      lastFailure: 'connection-refused',
      failures: new Map([
        ['timed-out', 1],
        ['connection-refused', 4],
      ]),
    }),
  ])
  expect(await standingOf(agency)).toMatchObject({
    breaker: 'open',
    ratePerSecond: 2,
    lastSuccessAt: later,
    lastFailureAt: later,
    failures: { 'timed-out': 3, 'connection-refused': 4 },
  })
  await store.leave(other)
  expect(await standingOf(agency)).toMatchObject({ breaker: 'closed', ratePerSecond: 1.5 })
})

test('a program that was killed is not asked, and its failures are forgotten after an hour', async () => {
  const { agency, worker } = await anAgency()
  const store = agencyStandingsStore(postgres.pool)
  const failed = { breaker: 'open', receivedLastMinute: 60, failures: new Map([['gone', 1]]) } as const
  await store.record(worker, [update(agency, failed)])
  await postgres.pool.query(
    `update delivery_workers set seen_at = now() - interval '6 s' where worker = $1`,
    [worker],
  )
  await postgres.pool.query(
    `update agency_failures set minute = minute - interval '61 minutes' where agency = $1`,
    [agency],
  )
  expect(await standingOf(agency)).toMatchObject({ breaker: 'closed', ratePerSecond: 0, failures: {} })
})

import { randomUUID } from 'node:crypto'
import type { StandingUpdate } from '@unefois/broker/ports/agency-standings.ts'
import type { Vault } from '@unefois/broker/ports/vault.ts'
import { type AgencyId, agencyId } from '@unefois/domain/ids.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { expect, test } from 'vitest'
import { agencyStandingsStore } from './agency-standings-store.ts'
import { casesStore } from './cases-store.ts'
import { pauseFailing } from './pause-failing.ts'

const postgres = usePostgres()
const signalled: string[] = []
const parts = () => ({
  pool: postgres.pool,
  vault: {} as Vault,
  wakeUps: { signal: (channel: string) => void signalled.push(channel) },
  newId: randomUUID as () => string,
})
const days = (count: number): Date => new Date(Date.now() - count * 86_400_000)
const since = days(5)

const seen = (agency: AgencyId, given: Partial<StandingUpdate>): Promise<void> =>
  agencyStandingsStore(postgres.pool).record('worker', [
    {
      agency,
      breaker: 'closed',
      receivedLastMinute: 0,
      lastSuccessAt: null,
      lastFailureAt: null,
      lastFailure: null,
      failures: new Map(),
      ...given,
    },
  ])
const failed = (agency: AgencyId, at: Date) => seen(agency, { lastFailureAt: at, lastFailure: 'timeout' })

/** An agency with an endpoint that has been sent to for so many days. */
const anEndpoint = async (activeDays: number): Promise<{ agency: AgencyId; id: string }> => {
  const agency = agencyId(`agency-${randomUUID()}`)
  const id = randomUUID()
  await postgres.pool.query(
    `insert into endpoints (id, agency, url, state, settings) values ($1, $2, 'https://a.example', 'active', '')`,
    [id, agency],
  )
  await postgres.pool.query('update endpoints set active_since = $2 where id = $1', [id, days(activeDays)])
  return { agency, id }
}
const stateOf = async ({ id }: { id: string }) => {
  const { rows } = await postgres.pool.query('select state, paused_because from endpoints where id = $1', [
    id,
  ])
  return [rows[0].state, rows[0].paused_because]
}

test('what has only failed for days is paused, and people are told; who sends looks again', async () => {
  const endpoint = await anEndpoint(30)
  for (const ago of [6, 4, 1]) await failed(endpoint.agency, days(ago))
  expect(await pauseFailing(parts())(since)).toEqual([{ id: endpoint.id, agency: endpoint.agency }])
  expect(await stateOf(endpoint)).toEqual(['paused', 'failing'])
  expect(signalled).toContain(`work:${endpoint.agency}`)
  const operator = { id: 'demo-operator', role: 'operator' } as const
  const page = { resolved: false, after: null, limit: 500 }
  const { items } = await casesStore(postgres.pool, randomUUID).list(operator, page)
  expect(items.filter((one) => one.endpoint === endpoint.id)).toMatchObject([{ code: 'endpoint-paused' }])
  expect(await pauseFailing(parts())(since)).toEqual([])
})

test('one success between, however long ago the first failure was, and it goes on', async () => {
  const endpoint = await anEndpoint(30)
  await failed(endpoint.agency, days(9))
  await seen(endpoint.agency, { lastSuccessAt: days(4) })
  await failed(endpoint.agency, days(3))
  // The program that had the success says it again with every later update.
  await seen(endpoint.agency, { lastSuccessAt: days(4), lastFailureAt: days(1), lastFailure: 'timeout' })
  expect(await pauseFailing(parts())(since)).toEqual([])
  expect(await stateOf(endpoint)).toEqual(['active', null])
})

test('a first failure after a quiet time is none of days', async () => {
  const endpoint = await anEndpoint(30)
  await seen(endpoint.agency, { lastSuccessAt: days(20) })
  await failed(endpoint.agency, days(0))
  expect(await pauseFailing(parts())(since)).toEqual([])
})

test('nor is one that nobody has tried for days', async () => {
  const endpoint = await anEndpoint(30)
  for (const ago of [20, 10]) await failed(endpoint.agency, days(ago))
  expect(await pauseFailing(parts())(since)).toEqual([])
})

test('once it is resumed it has its days again', async () => {
  const endpoint = await anEndpoint(30)
  for (const ago of [6, 1]) await failed(endpoint.agency, days(ago))
  expect(await pauseFailing(parts())(since)).toHaveLength(1)
  await postgres.pool.query(`update endpoints set state = 'active', paused_because = null where id = $1`, [
    endpoint.id,
  ])
  await failed(endpoint.agency, days(0))
  expect(await pauseFailing(parts())(since)).toEqual([])
})

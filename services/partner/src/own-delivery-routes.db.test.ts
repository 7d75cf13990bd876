import type { DueDelivery } from '@unefois/broker/ports/deliveries.ts'
import { agencyId, type DeliveryId } from '@unefois/domain/ids.ts'
import { OwnDeliveryDetail, OwnDeliveryList } from '@unefois/schemas/answers/own-delivery.ts'
import { deliveryWork } from '@unefois/store/deliveries-store.ts'
import { lanesStore } from '@unefois/store/lanes-store.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { expect, test } from 'vitest'
import { useFedAgency } from './fed-agency-for-tests.ts'

const postgres = usePostgres()
const place = useFedAgency(postgres)

const list = async (agency: string, query = '') => {
  const { status, body } = await place().ask(agency, `/v1/partner/deliveries${query}`)
  expect(status).toBe(200)
  return OwnDeliveryList.parse(body)
}

/** One failed attempt with an answer, after which nothing is tried any more. */
const failAndPark = async (agency: string, id: DeliveryId): Promise<void> => {
  const { pool, vault } = place().foundations
  const work = deliveryWork(pool)
  const owned = await lanesStore(pool, 60_000).renew('test', [agencyId(agency)])
  const due = await work.due(
    owned.filter((lane) => lane.agency === agency),
    [],
    100,
  )
  const delivery = due.find((one) => one.id === id) as DueDelivery
  const key = vault.openKey(delivery.declaration, delivery.wrappedKey)
  const answer = key.seal(`answer:${id}`, Buffer.from('out of order'))
  const attempt = { startedAt: new Date(), durationMs: 7, status: 500, failure: 'failed', answer }
  await work.record(agencyId(agency), [{ delivery, attempt, then: { go: 'park', reason: 'failed' } }])
}

test('an agency pages through its own log, the latest first, and sees nothing of others or of what is held', async () => {
  const own = [
    await place().deliver('saaq'),
    await place().deliver('saaq'),
    await place().deliver('saaq'),
  ].reverse()
  await place().deliver('ramq')
  await place().deliver('saaq', { heldFor: 'death' })
  const first = await list('saaq', '?limit=2')
  expect(first.items.map(({ id }) => id)).toEqual(own.slice(0, 2))
  const second = await list('saaq', `?limit=2&cursor=${first.next}`)
  expect(second).toMatchObject({ items: [{ id: own[2] }], next: null })
  expect((await list('saaq', '?state=accepted')).items).toEqual([])
  expect((await list('saaq', '?state=due&kind=address-change')).items).toHaveLength(3)
  expect((await list('saaq', '?kind=death')).items).toEqual([])
  expect((await list('saaq', '?until=2020-01-01T00:00:00Z')).items).toEqual([])
})

test('one delivery says what was sent and what came back, and nothing that is not the agency’s', async () => {
  const id = await place().deliver('rrq')
  await failAndPark('rrq', id)
  const { status, body } = await place().ask('rrq', `/v1/partner/deliveries/${id}`)
  expect(status).toBe(200)
  const detail = OwnDeliveryDetail.strict().parse(body)
  expect(detail).toMatchObject({
    id,
    state: 'parked',
    reason: 'failed',
    sent: { id, subject: detail.subject },
    attempts: [{ number: 1, status: 500, failure: 'failed', answer: 'out of order' }],
  })
  const { rows } = await place().foundations.pool.query<{ told: string }>(
    `select d.person_id || ' ' || d.declaration_id || ' ' || x.reference as told
       from deliveries d join declarations x on x.id = d.declaration_id where d.id = $1`,
    [id],
  )
  for (const secret of rows[0]?.told.split(' ') ?? []) expect(JSON.stringify(body)).not.toContain(secret)
  for (const path of [`/v1/partner/deliveries/${id}`, '/v1/partner/deliveries/nothing'])
    expect((await place().ask('ramq', path)).status).toBe(404)
})

test('what is held does not exist for its agency', async () => {
  const id = await place().deliver('mess', { heldFor: 'death' })
  expect((await place().ask('mess', `/v1/partner/deliveries/${id}`)).status).toBe(404)
  const replay = await place().ask('mess', `/v1/partner/deliveries/${id}/replay`, { reason: 'r' })
  expect(replay.status).toBe(404)
})

test('an agency has its own sent again, with a reason, and a settled one by force only', async () => {
  const id = await place().deliver('cnesst')
  await failAndPark('cnesst', id)
  const replay = (agency: string, body: object) =>
    place().ask(agency, `/v1/partner/deliveries/${id}/replay`, body)
  expect((await replay('ramq', { reason: 'ours now' })).status).toBe(404)
  expect((await replay('cnesst', {})).status).toBe(422)
  expect((await replay('cnesst', { reason: 'we are back' })).status).toBe(202)
  expect((await list('cnesst', '?state=due')).items).toMatchObject([{ id }])
  await place().ask('cnesst', '/v1/partner/feed/ack', { items: [{ id, outcome: 'accepted' }] })
  expect((await replay('cnesst', { reason: 'again' })).body['code']).toBe('already-final')
  expect((await replay('cnesst', { reason: 'we lost it', force: true })).status).toBe(202)
  expect((await list('cnesst')).items).toMatchObject([{ id, state: 'accepted' }])
  const { rows } = await place().foundations.pool.query(
    `select actor, facts ->> 'reason' as reason from audit_log where code = 'delivery.replayed' and delivery_id = $1
      order by position`,
    [id],
  )
  expect(rows).toEqual([
    { actor: 'demo-agency-cnesst', reason: 'we are back' },
    { actor: 'demo-agency-cnesst', reason: 'we lost it' },
  ])
})

import { setTimeout as pause } from 'node:timers/promises'
import { FeedAcknowledged } from '@unefois/schemas/answers/feed-acknowledged.ts'
import { FeedPage } from '@unefois/schemas/answers/feed-page.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { expect, test } from 'vitest'
import { useFedAgency } from './fed-agency-for-tests.ts'

const postgres = usePostgres()
const place = useFedAgency(postgres)

const feed = async (agency: string, query = '') => {
  const { status, body } = await place().ask(agency, `/v1/partner/feed${query}`)
  expect(status).toBe(200)
  const page = FeedPage.parse(body)
  return { ...page, ids: page.items.map(({ id }) => id) }
}

const stateOf = async (agency: string, id: string) =>
  (await place().ask(agency, `/v1/partner/deliveries/${id}`)).body['state']

test('an agency reads its own notices as they were frozen, and is past what it asks to be past', async () => {
  const first = await place().deliver('saaq')
  const second = await place().deliver('saaq')
  await place().deliver('ramq')
  expect(await feed('saaq')).toMatchObject({ ids: [first, second] })
  const page = await feed('saaq', '?limit=1')
  expect(page.items[0]).toMatchObject({ id: first, sequence: '000001', data: { effectiveOn: '2026-12-01' } })
  expect(await stateOf('saaq', first)).toBe('due')
  expect(await feed('saaq', `?after=${page.next}`)).toMatchObject({ ids: [second] })
  expect([await stateOf('saaq', first), await stateOf('saaq', second)]).toEqual(['received', 'due'])
})

test('a reader that waits is woken, and one that has nothing to hear gets its own cursor back', async () => {
  const { next } = await feed('revenu')
  expect(next).toBeNull()
  const waiting = feed('revenu', '?wait=25')
  await pause(300)
  const id = await place().deliver('revenu')
  place().foundations.wakeUps.signal('feed:revenu')
  const woken = await waiting
  expect(woken.ids).toEqual([id])
  expect(await feed('revenu', `?after=${woken.next}`)).toEqual({ ids: [], items: [], next: woken.next })
})

test('nothing is given while the agency is closed or paused', async () => {
  const { foundations } = place()
  const id = await place().deliver('dge')
  const by = { id: 'demo-operator', role: 'operator' } as const
  await foundations.pool.query(
    `insert into agency_pauses (agency, reason, paused_by) values ('dge', 'test', $1)`,
    [by.id],
  )
  expect(await feed('dge')).toMatchObject({ ids: [] })
  await foundations.pool.query(`delete from agency_pauses where agency = 'dge'`)
  expect(await feed('dge')).toMatchObject({ ids: [id] })
})

test.each([
  ['after=x', '/after', 'cursor-unknown'],
  ['after=999', '/after', 'cursor-unknown'],
  ['wait=26', '/wait', null],
  ['limit=501', '/limit', null],
])('%s is refused at %s', async (query, pointer, code) => {
  const { status, body } = await place().ask('mess', `/v1/partner/feed?${query}`)
  expect(status).toBe(422)
  expect(body['errors']).toMatchObject([{ pointer, ...(code !== null && { code }) }])
})

test('acknowledgements are judged one by one, in their order', async () => {
  const [ours, again, theirs] = [
    await place().deliver('rrq'),
    await place().deliver('rrq'),
    await place().deliver('mess'),
  ]
  const held = await place().deliver('rrq', { heldFor: 'death' })
  const { status, body } = await place().ask('rrq', '/v1/partner/feed/ack', {
    items: [
      { id: ours, outcome: 'accepted', reference: 'R-1' },
      { id: theirs, outcome: 'accepted' },
      { id: again, outcome: 'rejected' },
      { id: ours, outcome: 'accepted' },
      { id: ours, outcome: 'not-a-client' },
      { id: held, outcome: 'accepted' },
      { id: 'nothing', outcome: 'accepted' },
      'nonsense',
      { id: again, outcome: 'rejected', reason: 'no such file' },
    ],
  })
  expect(status).toBe(200)
  const items = FeedAcknowledged.parse(body).items.map((one) =>
    'problem' in one ? [one.id, one.problem.code, one.problem.errors?.[0]?.pointer] : [one.id, one.state],
  )
  expect(items).toEqual([
    [ours, 'accepted'],
    [theirs, 'not-found', undefined],
    [again, 'invalid', '/items/2/reason'],
    [ours, 'accepted'],
    [ours, 'acknowledgement-contradicts', undefined],
    [held, 'never-sent', undefined],
    ['nothing', 'not-found', undefined],
    [null, 'invalid', '/items/7/id'],
    [again, 'rejected'],
  ])
})

test('a list that is none is refused whole', async () => {
  for (const body of [{}, { items: [] }, [], { items: Array.from({ length: 501 }, () => ({})) }])
    expect((await place().ask('rrq', '/v1/partner/feed/ack', body)).status).toBe(422)
})

test('only agencies have a feed', async () => {
  for (const path of ['/v1/partner/feed', '/v1/partner/deliveries'])
    expect((await place().ask('demo-operator', path)).status).toBe(403)
  expect((await place().ask('demo-nobody', '/v1/partner/feed')).status).toBe(401)
})

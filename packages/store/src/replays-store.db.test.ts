import { randomUUID } from 'node:crypto'
import type { AgencyId, DeliveryId, ReplayId } from '@unefois/domain/ids.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accepted, parks, received, retries } from './lanes-for-tests.ts'
import { aWish, operator, otherOperator, replaysByHand } from './replays-for-tests.ts'
import { aMetEvent, aPerson, saaq } from './stored-for-tests.ts'

const postgres = usePostgres()
let by: ReturnType<typeof replaysByHand>

beforeAll(() => {
  by = replaysByHand(postgres)
})

beforeEach(() => by.empty())

describe('the set', () => {
  test('is counted without being changed, by agency and reason, with a sample', async () => {
    const ids = await by.hand.park(25)
    const preview = await by.store.preview({ agency: saaq, reason: 'timed-out' }, 20)
    expect(preview).toMatchObject({ total: 25, byAgency: { saaq: 25 }, byReason: { 'timed-out': 25 } })
    expect(preview.sample.map(({ id }) => id)).toEqual([...ids].sort().reverse().slice(0, 20))
    expect(await by.store.preview({ reason: 'redirected' }, 20)).toEqual({
      total: 0,
      byAgency: {},
      byReason: {},
      sample: [],
    })
    expect((await by.hand.stateOf(ids[0] as DeliveryId))?.state).toBe('parked')
    expect(await by.hand.due()).toEqual([])
  })

  test('follows every name of the filter', async () => {
    const [one] = await by.hand.park(3)
    const found = await by.hand.stateOf(one as DeliveryId)
    const total = async (filter: Parameters<ReturnType<typeof replaysByHand>['store']['preview']>[0]) =>
      (await by.store.preview(filter, 20)).total
    expect(await total({ reference: found?.reference as never })).toBe(1)
    expect(await total({ declaration: found?.declaration as never })).toBe(1)
    expect(await total({ person: found?.person as never })).toBe(1)
    expect(await total({ person: found?.person as never, state: 'accepted' })).toBe(0)
    expect(await total({ kind: 'death' })).toBe(0)
    expect(await total({ kind: 'address-change', since: new Date(Date.now() - 60_000) })).toBe(3)
    expect(await total({ until: new Date(Date.now() - 60_000) })).toBe(0)
    expect(await total({ state: 'due' })).toBe(0)
    expect(await total({ agency: 'ramq' as AgencyId })).toBe(0)
  })

  test('is fixed at the request: what is parked later is not drawn in', async () => {
    const ids = await by.hand.park(3)
    const replay = await by.store.request(aWish())
    const later = await by.hand.park(2)
    const lease = await by.leaseOf(replay)
    expect(await by.step(lease, 100)).toMatchObject({ putBack: 3, wake: [saaq] })
    expect([...(await by.hand.sendAll(received))].sort()).toEqual([...ids].sort())
    expect(await by.step(lease, 100)).toMatchObject({ completed: true, putBack: 0 })
    expect(await by.counts(replay.id)).toEqual({ state: 'completed', done: 3, failed: 0 })
    for (const id of later) expect((await by.hand.stateOf(id))?.state).toBe('parked')
    expect(await by.audited('delivery.replayed')).toBeGreaterThanOrEqual(3)
  })

  test('an empty one is complete at once', async () => {
    expect(await by.store.request(aWish())).toMatchObject({ state: 'completed', total: 0 })
    expect(await by.runs().renew('runner')).toEqual([])
  })

  test('too large a one waits for another operator', async () => {
    await by.hand.park(2)
    const { id, state } = await by.store.request(aWish({ unapproved: 1 }))
    expect(state).toBe('awaiting-approval')
    expect(await by.runs().renew('runner')).toEqual([])
    expect(await by.store.decide(id, 'pause', operator)).toEqual({ as: 'not-now' })
    expect(await by.store.decide(id, 'approve', operator)).toEqual({ as: 'own-request' })
    expect(await by.store.decide(id, 'approve', otherOperator)).toMatchObject({
      as: 'done',
      replay: { state: 'running', approvedBy: 'demo-operator-2' },
    })
    expect(await by.store.decide(id, 'approve', otherOperator)).toEqual({ as: 'not-now' })
    expect(await by.store.decide(randomUUID() as ReplayId, 'approve', otherOperator)).toEqual({
      as: 'unknown',
    })
  })
})

describe('a running replay', () => {
  test('puts back no more than it may, counts what was tried, and keeps a person’s order', async () => {
    const { ids } = await by.hand.parkedPerson(3)
    await by.hand.park(4)
    const replay = await by.store.request(aWish())
    expect(replay.total).toBe(5)
    const lease = await by.leaseOf(replay)
    expect(await by.step(lease, 2)).toMatchObject({ putBack: 2, completed: false })
    await by.step(lease, 0, (under) => expect(under).toEqual([{ agency: saaq, settled: 0, underWay: 2 }]))
    await by.hand.sendAll(retries)
    await by.step(lease, 0, (under) => expect(under).toEqual([{ agency: saaq, settled: 2, underWay: 0 }]))
    expect(await by.counts(replay.id)).toEqual({ state: 'running', done: 2, failed: 0 })
    await by.step(lease, 100)
    await postgres.pool.query(`update delivery_work set wake_at = now() where state = 'due'`)
    const sent = await by.hand.sendAll(received)
    expect(sent.filter((id) => ids.includes(id))).toEqual(ids)
    expect(await by.step(lease, 0)).toMatchObject({ completed: true })
  })

  test('starts each one’s schedule again', async () => {
    await by.hand.park(1)
    await by.step(await by.leaseOf(await by.store.request(aWish())), 1)
    expect(await by.hand.due()).toMatchObject([{ attempts: 1, retries: 0 }])
  })

  test('does not put back what has moved on meanwhile, and says so', async () => {
    const [answered, aside, replayed, left] = (await by.hand.park(4)) as [
      DeliveryId,
      DeliveryId,
      DeliveryId,
      DeliveryId,
    ]
    const replay = await by.store.request(aWish())
    const { deliveries } = by.hand
    await deliveries.acknowledge(saaq, answered, { outcome: 'accepted' })
    await deliveries.setAside(aside, { by: otherOperator, reason: 'told by phone' })
    await deliveries.replay(replayed, { by: otherOperator, reason: 'asked', force: false })
    const before = await by.audited('delivery.not-replayed')
    const lease = await by.leaseOf(replay)
    expect(await by.step(lease, 100)).toMatchObject({ putBack: 1 })
    expect(await by.audited('delivery.not-replayed')).toBe(before + 3)
    expect([...(await by.hand.sendAll(accepted))].sort()).toEqual([replayed, left].sort())
    await by.step(lease, 100)
    expect(await by.counts(replay.id)).toEqual({ state: 'completed', done: 1, failed: 3 })
    expect((await by.hand.stateOf(answered))?.state).toBe('accepted')
    expect((await by.hand.stateOf(aside))?.state).toBe('set-aside')
  })

  test('is not kept from ending by what waits behind an earlier one that was not asked for', async () => {
    const { ids } = await by.hand.parkedPerson(2)
    const [head, follower] = ids as [DeliveryId, DeliveryId]
    await postgres.pool.query(
      `update delivery_work set state = 'parked', reason = 'redirected' where id = $1`,
      [follower],
    )
    const lease = await by.leaseOf(await by.store.request(aWish({ filter: { reason: 'redirected' } })))
    expect(await by.step(lease, 10)).toMatchObject({ putBack: 1, completed: false })
    expect(await by.hand.due()).toEqual([])
    await postgres.pool.query(`update replay_items set put_back_at = now() - interval '1 minute'`)
    expect(await by.step(lease, 10)).toMatchObject({ completed: true })
    expect((await by.hand.stateOf(head))?.state).toBe('parked')
    expect((await by.hand.stateOf(follower))?.state).toBe('due')
  })

  test('sends final ones once more only where they were asked for; their outcome stands', async () => {
    const ids = await by.hand.open([aMetEvent(aPerson(), 1n), aMetEvent(aPerson(), 1n)])
    await by.hand.sendAll(accepted)
    expect((await by.store.preview({}, 20)).total).toBe(0)
    const replay = await by.store.request(aWish({ filter: { state: 'accepted' } }))
    expect(replay.total).toBe(2)
    const lease = await by.leaseOf(replay)
    await by.step(lease, 10)
    expect([...(await by.hand.sendAll(parks))].sort()).toEqual([...ids].sort())
    expect(await by.step(lease, 10)).toMatchObject({ completed: true })
    for (const id of ids) {
      expect(await by.hand.stateOf(id)).toMatchObject({ state: 'accepted', attempts: 2 })
      expect(await by.hand.attemptsOf(id)).toBe(2)
    }
  })
})

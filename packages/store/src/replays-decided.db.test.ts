import type { DeliveryToOpen, DueDelivery } from '@unefois/broker/ports/deliveries.ts'
import type { Replay, ReplayLease, ReplayStep } from '@unefois/broker/ports/replays.ts'
import type { DeliveryId, PersonId } from '@unefois/domain/ids.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accepted, received, retries } from './lanes-for-tests.ts'
import { aWish, operator, otherOperator, replaysByHand } from './replays-for-tests.ts'
import { aMetEvent, aPerson, saaq } from './stored-for-tests.ts'

const postgres = usePostgres()
let by: ReturnType<typeof replaysByHand>

beforeAll(() => {
  by = replaysByHand(postgres)
})

beforeEach(() => by.empty())

describe('who runs it', () => {
  test('is one program at a time; another goes on from what is written when that one has died', async () => {
    const ids = await by.hand.park(6)
    const replay = await by.store.request(aWish())
    const [lease] = (await by.runs().renew('first')) as [ReplayLease]
    await by.step(lease, 3)
    expect(await by.runs().renew('second')).toEqual([])
    await postgres.pool.query(`update replays set expires_at = now() - interval '1 ms'`)
    const taken = await by.leaseOf(replay, 'second')
    expect(taken.epoch).toBe(lease.epoch + 1n)
    // The first is not dead, only late: nothing of what it does counts.
    expect(await by.step(lease, 3)).toBeNull()
    expect(await by.step(taken, 100)).toMatchObject({ putBack: 3 })
    const sent = await by.hand.sendAll(received)
    expect([...sent].sort()).toEqual([...ids].sort())
    await by.step(taken, 0)
    expect(await by.counts(replay.id)).toEqual({ state: 'completed', done: 6, failed: 0 })
  })

  test('gives it back when it stops', async () => {
    await by.hand.park(1)
    const replay = await by.store.request(aWish())
    await by.leaseOf(replay, 'first')
    await by.runs().release('first')
    expect((await by.leaseOf(replay, 'second')).epoch).toBe(2n)
  })
})

describe('pausing and cancelling', () => {
  test('a pause takes back what was not tried, as it was; resuming sends each once', async () => {
    const ids = await by.hand.park(6)
    const replay = await by.store.request(aWish())
    await by.step(await by.leaseOf(replay), 4)
    const tried = (await by.hand.due(1)) as readonly DueDelivery[]
    await by.hand.record(tried, received)
    expect(await by.store.decide(replay.id, 'pause', operator)).toMatchObject({
      as: 'done',
      replay: { state: 'paused', done: 1 },
    })
    expect(await by.hand.due()).toEqual([])
    const { rows } = await postgres.pool.query(
      `select distinct state, reason, wake_at, replay_id from delivery_work where id <> $1`,
      [tried[0]?.id],
    )
    expect(rows).toEqual([{ state: 'parked', reason: 'timed-out', wake_at: null, replay_id: null }])
    expect(await by.runs().renew('runner')).toEqual([])
    expect(await by.store.decide(replay.id, 'pause', otherOperator)).toMatchObject({ as: 'done' })

    await by.store.decide(replay.id, 'resume', otherOperator)
    const lease = await by.leaseOf(replay)
    await by.step(lease, 100)
    const sent = await by.hand.sendAll(received)
    expect([...sent, tried[0]?.id].sort()).toEqual([...ids].sort())
    await by.step(lease, 100)
    expect(await by.counts(replay.id)).toEqual({ state: 'completed', done: 6, failed: 0 })
  })

  test('a cancelled one sends nothing more, and leaves the rest parked', async () => {
    await by.hand.park(6)
    const replay = await by.store.request(aWish())
    const lease = await by.leaseOf(replay)
    await by.step(lease, 4)
    const [one] = await by.hand.due()
    await by.hand.record(one === undefined ? [] : [one], received)
    await by.store.decide(replay.id, 'cancel', operator)
    expect(await by.step(lease, 100)).toBeNull()
    expect(await by.hand.due()).toEqual([])
    expect((await by.store.preview({}, 1)).total).toBe(5)
    expect(await by.counts(replay.id)).toEqual({ state: 'cancelled', done: 1, failed: 0 })
    expect(await by.store.decide(replay.id, 'resume', operator)).toEqual({ as: 'not-now' })
    const left = async () => (await postgres.pool.query('select 1 from replay_items')).rowCount
    expect(await left()).toBe(5)
    await by.store.discard(replay.id)
    expect(await left()).toBe(0)
  })

  test('what still runs is not discarded', async () => {
    await by.hand.park(3)
    const replay = await by.store.request(aWish())
    await by.store.discard(replay.id)
    await by.step(await by.leaseOf(replay), 100)
    expect(await by.hand.due()).toHaveLength(3)
  })

  test('what was in hand when it was taken back counts as it went, and is not sent a second time', async () => {
    const ids = await by.hand.park(3)
    const replay = await by.store.request(aWish())
    await by.step(await by.leaseOf(replay), 3)
    const inHand = await by.hand.due()
    const hands = inHand.map(({ id }) => id)
    expect(await by.hand.work.takenBack(hands)).toEqual([])
    expect(await by.store.decide(replay.id, 'pause', operator)).toMatchObject({ takenBack: [saaq] })
    expect([...(await by.hand.work.takenBack(hands))].sort()).toEqual([...hands].sort())
    const [arrived, answered, failed] = inHand as [
      (typeof inHand)[number],
      (typeof inHand)[number],
      (typeof inHand)[number],
    ]
    await by.hand.record([arrived], received)
    await by.hand.record([answered], accepted)
    await by.hand.record([failed], retries)
    expect((await by.hand.stateOf(arrived.id))?.state).toBe('received')
    expect((await by.hand.stateOf(answered.id))?.state).toBe('accepted')
    // A failure changes nothing of what the pause has decided.
    expect(await by.hand.stateOf(failed.id)).toMatchObject({ state: 'parked', reason: 'timed-out' })
    await by.store.decide(replay.id, 'resume', operator)
    const lease = await by.leaseOf(replay)
    expect(await by.step(lease, 10)).toMatchObject({ putBack: 1 })
    expect(await by.hand.sendAll(received)).toEqual([failed.id])
    await by.step(lease, 10)
    expect(await by.counts(replay.id)).toEqual({ state: 'completed', done: 3, failed: 0 })
    expect(ids).toHaveLength(3)
  })

  test('a forced one that is taken back leaves no trace', async () => {
    const [id] = await by.hand.open([aMetEvent(aPerson(), 1n)])
    await by.hand.sendAll(accepted)
    const replay = await by.store.request(aWish({ filter: { state: 'accepted' } }))
    await by.step(await by.leaseOf(replay), 1)
    await by.store.decide(replay.id, 'cancel', operator)
    expect(await by.hand.due()).toEqual([])
    expect(await by.hand.stateOf(id as DeliveryId)).toMatchObject({ state: 'accepted', attempts: 1 })
  })

  test('what somebody has replayed alone is no longer the replay’s to take back', async () => {
    const [id] = (await by.hand.park(1)) as [DeliveryId]
    const replay = await by.store.request(aWish())
    await by.step(await by.leaseOf(replay), 1)
    await by.hand.deliveries.replay(id, { by: otherOperator, reason: 'urgent', force: false })
    await by.store.decide(replay.id, 'cancel', operator)
    expect(await by.hand.sendAll(received)).toEqual([id])
    expect(await by.counts(replay.id)).toMatchObject({ done: 1 })
  })
})

describe('races', () => {
  test('two replays of the same, set-asides and answers at once: each delivery is decided once', async () => {
    const ids = await by.hand.park(60)
    const { deliveries } = by.hand
    const [first, second] = await Promise.all([by.store.request(aWish()), by.store.request(aWish())])
    const leases = await by.runs().renew('runner')
    const leaseFor = (replay: Replay) => leases.find(({ id }) => id === replay.id) as ReplayLease
    const steps = (lease: ReplayLease): Promise<readonly (ReplayStep | null)[]> =>
      Promise.all(Array.from({ length: 8 }, () => by.step(lease, 10)))
    const aside = ids.filter((_, i) => i % 3 === 0)
    const answered = ids.filter((_, i) => i % 3 === 1)
    const [a, b, verdicts] = await Promise.all([
      steps(leaseFor(first)),
      steps(leaseFor(second)),
      Promise.all(aside.map((id) => deliveries.setAside(id, { by: operator, reason: 'race' }))),
      Promise.all(answered.map((id) => deliveries.acknowledge(saaq, id, { outcome: 'accepted' }))),
    ])
    for (const lease of [leaseFor(first), leaseFor(second)])
      while ((await by.step(lease, 10))?.putBack) continue
    const setAside = aside.filter((_, i) => verdicts[i]?.as === 'done')
    const sent = await by.hand.sendAll(received)
    expect(new Set(sent).size).toBe(sent.length)
    for (const id of setAside) expect(sent).not.toContain(id)
    for (const id of answered) expect((await by.hand.stateOf(id))?.state).toBe('accepted')
    for (const lease of [leaseFor(first), leaseFor(second)]) await by.step(lease, 10)
    for (const { id } of [first, second]) {
      const replay = await by.store.find(id)
      expect([replay?.state, (replay?.done ?? 0) + (replay?.failed ?? 0)]).toEqual(['completed', 60])
    }
    expect([...a, ...b].length).toBe(16)
  })

  test('two decisions on one delivery at the same time send it once', async () => {
    const [id] = (await by.hand.park(1)) as [DeliveryId]
    const decide = () =>
      by.hand.deliveries.replay(id, { by: operator, reason: 'pressed twice', force: false })
    expect(await Promise.all([decide(), decide()])).toEqual([
      { as: 'done', agency: saaq },
      { as: 'done', agency: saaq },
    ])
    expect(await by.hand.sendAll(received)).toEqual([id])
    expect(await by.hand.attemptsOf(id)).toBe(2)
  })

  test('a manual try that succeeds is the last: the automatic one that was planned does not come', async () => {
    const [id] = (await by.hand.open([aMetEvent(aPerson(), 1n)])) as [DeliveryId]
    await by.hand.sendAll(retries)
    await by.hand.deliveries.replay(id, { by: operator, reason: 'now', force: false })
    expect(await by.hand.sendAll(accepted)).toEqual([id])
    await postgres.pool.query('update delivery_work set wake_at = now()')
    expect(await by.hand.due()).toEqual([])
    expect(await by.hand.attemptsOf(id)).toBe(2)
  })

  test('a replay while an attempt is under way neither loses nor doubles it', async () => {
    const [id] = (await by.hand.open([aMetEvent(aPerson(), 1n)])) as [DeliveryId]
    await by.hand.sendAll(retries)
    await postgres.pool.query('update delivery_work set wake_at = now()')
    const inHand = await by.hand.due()
    await by.hand.deliveries.replay(id, { by: operator, reason: 'now', force: false })
    // Its lane's owner knows what it has in hand; nobody else reads it.
    expect(await by.hand.work.due(by.lanes(), [id], 10)).toEqual([])
    await by.hand.record(inHand, accepted)
    expect(await by.hand.due()).toEqual([])
    expect(await by.hand.stateOf(id)).toMatchObject({ state: 'accepted', attempts: 2 })
  })
})

describe('a body that could not be built', () => {
  const unbuildable = async (): Promise<{ person: PersonId; id: DeliveryId }> => {
    const person = aPerson()
    const held = aMetEvent(person, 1n, new Date(Date.now() + 3_600_000))
    const [id] = (await by.hand.open([held])) as [DeliveryId]
    await postgres.pool.query('update delivery_work set wake_at = now() where id = $1', [id])
    await postgres.pool.query(
      `insert into person_events (id, declaration_id, person_index, person_id, person_seq, type, content, told_agencies,
                                  told_deliveries, submitted_at)
       values ($1, $2, 0, $3, 1, 'unefois.address-change.v1', '', '{saaq}', array[$4::uuid], now())`,
      [held.personEvent, held.declaration, person, id],
    )
    const ready = await by.hand.work.releasable(by.lanes(), 10)
    await by.hand.work.release(
      by.lanes(),
      ready.map((delivery) => ({ delivery, body: 'unbuildable' })),
    )
    return { person, id }
  }

  test('is withdrawn once it is corrected: no replay can send it after its successor', async () => {
    const { person, id } = await unbuildable()
    expect(await by.hand.stateOf(id)).toMatchObject({ state: 'parked', reason: 'body-unreadable' })
    const correction = aMetEvent(person, 2n)
    const replay = await by.store.request(aWish())
    await by.hand.open([
      {
        ...correction,
        delivery: { ...(correction.delivery as DeliveryToOpen), turn: 'corrected', follows: id },
      },
    ])
    expect(await by.hand.stateOf(id)).toMatchObject({ state: 'withdrawn', reason: 'superseded', attempts: 0 })
    const alone = await by.hand.deliveries.replay(id, { by: operator, reason: 'late', force: false })
    expect(alone).toEqual({ as: 'already-final', state: 'withdrawn' })
    await by.step(await by.leaseOf(replay), 10)
    expect(await by.counts(replay.id)).toEqual({ state: 'completed', done: 0, failed: 1 })
    expect(await by.hand.due()).toEqual([])
  })

  test('what was withdrawn is not sent, even by force', async () => {
    const [id] = (await by.hand.open([aMetEvent(aPerson(), 1n)])) as [DeliveryId]
    await postgres.pool.query(
      `with gone as (delete from delivery_work where id = $1 returning id)
       insert into delivery_outcomes (id, state, attempts, final_at) select id, 'withdrawn', 0, now() from gone`,
      [id],
    )
    const forced = { by: operator, reason: 'all the same', force: true }
    expect(await by.hand.deliveries.replay(id, forced)).toEqual({ as: 'not-parked', state: 'withdrawn' })
    expect(await by.hand.due()).toEqual([])
  })

  test('is built anew when it is replayed, and taken back where it was not', async () => {
    const { id } = await unbuildable()
    const replay = await by.store.request(aWish({ filter: { reason: 'body-unreadable' } }))
    await by.step(await by.leaseOf(replay), 10)
    expect((await by.hand.stateOf(id))?.state).toBe('held')
    await by.store.decide(replay.id, 'pause', operator)
    expect(await by.hand.stateOf(id)).toMatchObject({ state: 'parked', reason: 'body-unreadable' })
    await by.store.decide(replay.id, 'resume', operator)
    const lease = await by.leaseOf(replay)
    await by.step(lease, 10)
    const ready = await by.hand.work.releasable(by.lanes(), 10)
    const body = (sequence: bigint) => Buffer.from(`built ${sequence}`)
    await by.hand.work.release(
      by.lanes(),
      ready.map((delivery) => ({ delivery, body })),
    )
    const [due] = await by.hand.due()
    expect(due?.frozenBody.toString()).toBe('built 1')
    await by.hand.record(due === undefined ? [] : [due], received)
    expect(await by.step(lease, 10)).toMatchObject({ completed: true })
  })
})

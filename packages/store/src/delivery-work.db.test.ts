import type { AttemptResult, DueDelivery, Lane, MetEvent } from '@unefois/broker/ports/deliveries.ts'
import type { DeliveryId, PersonId } from '@unefois/domain/ids.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { deliveriesStore, deliveryWork } from './deliveries-store.ts'
import { lanesStore } from './lanes-store.ts'
import { aDeclaration, aMetEvent, aPerson, saaq } from './stored-for-tests.ts'

const postgres = usePostgres()
const operator = { id: 'demo-operator', role: 'operator' } as const
let lanes: readonly Lane[] = []

beforeAll(async () => {
  lanes = await lanesStore(postgres.pool, 60_000).renew('test', [saaq])
})

const work = () => deliveryWork(postgres.pool)
const deliveries = () => deliveriesStore(postgres.pool)

/** Opens events and gives their declarations rows, so that they can be read back. */
const open = async (events: readonly MetEvent[]) => {
  for (const { declaration } of events) {
    const { reference, wrappedKey } = aDeclaration()
    await postgres.pool.query(
      `insert into declarations (id, reference, kind, channel, account, content, submitted_at)
       values ($1, $2, 'address-change', 'web', 'x', '', now()) on conflict do nothing`,
      [declaration, reference],
    )
    await postgres.pool.query(
      'insert into declaration_keys (declaration_id, wrapped_key) values ($1, $2) on conflict do nothing',
      [declaration, wrappedKey],
    )
  }
  return work().open(saaq, events)
}

const due = async (person: PersonId): Promise<readonly DueDelivery[]> =>
  (await work().due(lanes, [], 500)).filter((delivery) => delivery.person === person)

const dueOne = async (person: PersonId): Promise<DueDelivery> => {
  const [first, ...others] = await due(person)
  if (first === undefined || others.length > 0) throw new Error('expected exactly one due delivery')
  return first
}

const result = (
  delivery: DueDelivery,
  then: AttemptResult['then'],
  status: number | null = 200,
): AttemptResult => ({
  delivery,
  attempt: {
    startedAt: new Date(),
    durationMs: 3,
    status,
    failure: status === 200 ? null : 'failed',
    answer: null,
  },
  then,
})

const accepted = {
  go: 'acknowledged',
  acknowledgement: { outcome: 'accepted', reference: 'R-1' },
  acknowledgeBy: new Date(),
} as const
const later = { go: 'received', acknowledgeBy: new Date(Date.now() + 60_000) } as const
const retry = { go: 'retry', at: new Date(Date.now() - 1), reason: 'failed' } as const
const park = { go: 'park', reason: 'failed' } as const

const stateOf = async (id: DeliveryId) => (await deliveries().find(id))?.delivery

describe('opening', () => {
  test('a person event met again opens nothing and takes no sequence number', async () => {
    const person = aPerson()
    const event = aMetEvent(person, 1n)
    expect(await open([event])).toMatchObject({ opened: 1, repeated: 0, gaps: [] })
    await work().record(saaq, [result(await dueOne(person), accepted)])
    expect(await open([event])).toMatchObject({ opened: 0, repeated: 1 })
    await open([aMetEvent(person, 2n)])
    expect((await dueOne(person)).frozenBody.toString()).toBe('body 2')
  })

  test('two members of a group that meet the same events open each delivery once', async () => {
    const events = Array.from({ length: 50 }, () => aMetEvent(aPerson(), 1n))
    const reports = await Promise.all([open(events), open(events)])
    expect(reports.map(({ opened, repeated }) => opened + repeated)).toEqual([50, 50])
    expect(reports.reduce((sum, { opened }) => sum + opened, 0)).toBe(50)
  })

  test('an agency that joined later starts a person anywhere', async () => {
    const late = { ...lanes[0], agency: 'late' } as Lane
    await postgres.pool.query(`insert into agency_groups (agency, from_beginning) values ('late', false)`)
    expect(await work().open(late.agency, [aMetEvent(aPerson(), 7n)])).toMatchObject({ opened: 1, gaps: [] })
  })
})

describe('a person in order', () => {
  test('the next is due only once the earlier one was received', async () => {
    const person = aPerson()
    await open([aMetEvent(person, 1n), aMetEvent(person, 2n)])
    const first = await dueOne(person)
    expect(first.frozenBody.toString()).toBe('body 1')
    await work().record(saaq, [result(first, retry, 500)])
    expect((await dueOne(person)).id).toBe(first.id)
    await work().record(saaq, [result(await dueOne(person), later)])
    expect((await dueOne(person)).frozenBody.toString()).toBe('body 2')
  })

  test('a parked head holds back its person until it is set aside', async () => {
    const person = aPerson()
    await open([aMetEvent(person, 1n), aMetEvent(person, 2n)])
    const head = await dueOne(person)
    await work().record(saaq, [result(head, park, 500)])
    expect(await due(person)).toEqual([])
    expect(await deliveries().setAside(head.id, { by: operator, reason: 'test' })).toEqual({
      as: 'done',
      agency: saaq,
    })
    expect((await dueOne(person)).frozenBody.toString()).toBe('body 2')
    expect(await stateOf(head.id)).toMatchObject({ state: 'set-aside', attempts: 1 })
  })

  test('a held one blocks nobody, and takes its sequence number when it is released', async () => {
    const person = aPerson()
    const held = aMetEvent(person, 1n, new Date(Date.now() + 300))
    await open([held, aMetEvent(person, 2n)])
    const early = await dueOne(person)
    expect(early.frozenBody.toString()).toBe('body 1')
    await work().record(saaq, [result(early, accepted)])
    await expect
      .poll(async () => (await work().releasable(lanes, 100)).filter((one) => one.person === person))
      .toHaveLength(0)
    await postgres.pool.query(
      `insert into person_events (id, declaration_id, person_index, person_id, person_seq, type, content,
         told_agencies, told_deliveries, submitted_at)
       values ($1, $2, 0, $3, 1, 'unefois.address-change.v1', 'x', '{}', '{}', now())`,
      [held.personEvent, held.declaration, person],
    )
    await expect
      .poll(async () => (await work().releasable(lanes, 100)).filter((one) => one.person === person))
      .toHaveLength(1)
    const [released] = (await work().releasable(lanes, 100)).filter((one) => one.person === person)
    if (released === undefined) throw new Error('nothing to release')
    const freeze = (sequence: bigint) => Buffer.from(`late body ${sequence}`)
    expect(await work().release(lanes, [{ delivery: released, body: freeze }])).toBe(1)
    expect(await work().release(lanes, [{ delivery: released, body: freeze }])).toBe(0)
    expect((await dueOne(person)).frozenBody.toString()).toBe('late body 2')
  })
})

describe('recording', () => {
  test('an owner whose epoch has passed changes nothing', async () => {
    const person = aPerson()
    await open([aMetEvent(person, 1n)])
    const delivery = await dueOne(person)
    await work().record(saaq, [result({ ...delivery, epoch: delivery.epoch - 1n }, accepted)])
    expect((await dueOne(person)).id).toBe(delivery.id)
    expect(await stateOf(delivery.id)).toMatchObject({ state: 'due', attempts: 0 })
  })

  test('an acknowledgement that overtakes the attempt stands, and the attempt is still counted', async () => {
    const person = aPerson()
    await open([aMetEvent(person, 1n)])
    const delivery = await dueOne(person)
    const verdict = await deliveries().acknowledge(saaq, delivery.id, {
      outcome: 'rejected',
      reason: 'unknown address',
    })
    expect(verdict).toEqual({ as: 'recorded', state: 'rejected' })
    await work().record(saaq, [result(delivery, later)])
    expect(await stateOf(delivery.id)).toMatchObject({
      state: 'rejected',
      attempts: 1,
      outcome: { reason: 'unknown address' },
    })
    expect((await deliveries().find(delivery.id))?.attempts).toHaveLength(1)
  })

  test('one statement records a batch in which each goes its own way', async () => {
    const persons = Array.from({ length: 4 }, aPerson)
    await open(persons.map((person) => aMetEvent(person, 1n)))
    const found = await Promise.all(persons.map(dueOne))
    const ways = [accepted, later, retry, park] as const
    await work().record(
      saaq,
      found.map((delivery, i) => result(delivery, ways[i] ?? park, i < 2 ? 200 : 503)),
    )
    const states = await Promise.all(found.map(async ({ id }) => (await stateOf(id))?.state))
    expect(states).toEqual(['accepted', 'received', 'due', 'parked'])
  })
})

describe('acknowledging', () => {
  const received = async () => {
    const person = aPerson()
    await open([aMetEvent(person, 1n)])
    const delivery = await dueOne(person)
    await work().record(saaq, [result(delivery, later)])
    return delivery
  }

  test('the same again is harmless, a contradiction is refused, another agency sees nothing', async () => {
    const { id } = await received()
    const say = (outcome: 'accepted' | 'rejected') =>
      deliveries().acknowledge(saaq, id, { outcome, reason: 'r' })
    expect(await say('accepted')).toEqual({ as: 'recorded', state: 'accepted' })
    expect(await say('accepted')).toEqual({ as: 'repeated', state: 'accepted' })
    expect(await say('rejected')).toEqual({ as: 'contradicts', state: 'accepted' })
    expect(await deliveries().acknowledge('ramq' as typeof saaq, id, { outcome: 'accepted' })).toEqual({
      as: 'unknown',
    })
  })

  test('a deferred one comes back when its instant has come, and may be answered before', async () => {
    const delivery = await received()
    const until = new Date(Date.now() - 1).toISOString()
    await deliveries().acknowledge(saaq, delivery.id, { outcome: 'deferred', until })
    expect(await stateOf(delivery.id)).toMatchObject({ state: 'deferred', outcome: { code: 'deferred' } })
    expect(await work().resume(lanes)).toBe(1)
    expect((await dueOne(delivery.person)).id).toBe(delivery.id)
  })

  test('a held one was never sent', async () => {
    const person = aPerson()
    const held = aMetEvent(person, 1n, new Date(Date.now() + 60_000))
    await open([held])
    const verdict = await deliveries().acknowledge(saaq, held.delivery?.id as DeliveryId, {
      outcome: 'accepted',
    })
    expect(verdict).toEqual({ as: 'never-sent' })
  })
})

describe('replaying', () => {
  test('a parked one falls due again with a fresh schedule; a final one only when forced, keeping its outcome', async () => {
    const person = aPerson()
    await open([aMetEvent(person, 1n)])
    const first = await dueOne(person)
    await work().record(saaq, [result(first, park, 500)])
    const request = { by: operator, reason: 'it is up again', force: false }
    expect(await deliveries().replay(first.id, request)).toEqual({ as: 'done', agency: saaq })
    const again = await dueOne(person)
    expect(again).toMatchObject({ id: first.id, attempts: 1, retries: 0 })
    expect(again.frozenBody.equals(first.frozenBody)).toBe(true)
    await work().record(saaq, [result(again, accepted)])

    expect(await deliveries().replay(first.id, request)).toEqual({ as: 'already-final', state: 'accepted' })
    expect(await deliveries().replay(first.id, { ...request, force: true })).toEqual({
      as: 'done',
      agency: saaq,
    })
    const forced = await dueOne(person)
    expect(forced.frozenBody.equals(first.frozenBody)).toBe(true)
    await work().record(saaq, [result(forced, park, 500)])
    expect(await due(person)).toEqual([])
    expect(await stateOf(first.id)).toMatchObject({ state: 'accepted', attempts: 3 })
  })

  test('one that was received and is not settled is sent again by force only', async () => {
    const person = aPerson()
    await open([aMetEvent(person, 1n)])
    const first = await dueOne(person)
    await work().record(saaq, [result(first, later)])
    const request = { by: operator, reason: 'they lost it', force: false }
    expect(await deliveries().replay(first.id, request)).toEqual({ as: 'not-parked', state: 'received' })
    expect(await deliveries().replay(first.id, { ...request, force: true })).toMatchObject({ as: 'done' })
    const again = await dueOne(person)
    expect(again.frozenBody.equals(first.frozenBody)).toBe(true)
    await work().record(saaq, [result(again, accepted)])
    expect(await stateOf(first.id)).toMatchObject({ state: 'accepted', attempts: 2 })
  })

  test('every decision of an operator is in the audit log, with who and why', async () => {
    const person = aPerson()
    await open([aMetEvent(person, 1n)])
    const { id } = await dueOne(person)
    await deliveries().replay(id, { by: operator, reason: 'asked by phone', force: false })
    const { rows } = await postgres.pool.query(
      `select code, actor, facts ->> 'reason' as reason from audit_log where delivery_id = $1`,
      [id],
    )
    expect(rows).toEqual([{ code: 'delivery.replayed', actor: 'demo-operator', reason: 'asked by phone' }])
  })
})

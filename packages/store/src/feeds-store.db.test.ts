import { setTimeout as pause } from 'node:timers/promises'
import type { Lane, MetEvent } from '@unefois/broker/ports/deliveries.ts'
import { type AgencyId, agencyId, type DeliveryId } from '@unefois/domain/ids.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { deliveriesStore, deliveryWork } from './deliveries-store.ts'
import { feedsStore } from './feeds-store.ts'
import { lanesStore } from './lanes-store.ts'
import { transaction } from './pool.ts'
import { aDeclaration, aMetEvent, aPerson } from './stored-for-tests.ts'

const postgres = usePostgres()
const operator = { id: 'demo-operator', role: 'operator' } as const
const soon = (): Date => new Date(Date.now() + 60_000)

/** A feed of its own for each test. */
let agency: AgencyId
let lanes: readonly Lane[] = []
let number = 0
beforeEach(async () => {
  agency = agencyId(`reader-${number++}`)
  const owned = await lanesStore(postgres.pool, 60_000).renew('test', [agency])
  lanes = owned.filter((lane) => lane.agency === agency)
})

const work = () => deliveryWork(postgres.pool)
const deliveries = () => deliveriesStore(postgres.pool)
const feeds = () => feedsStore(postgres.pool)

const open = async (...events: MetEvent[]): Promise<readonly DeliveryId[]> => {
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
  await work().open(agency, events)
  return events.map(({ delivery }) => delivery?.id as DeliveryId)
}

const read = async (after = 0n, limit = 100) => (await feeds().read(agency, after, limit)).items
const ids = async (after = 0n, limit = 100) => (await read(after, limit)).map(({ delivery }) => delivery)
const stateOf = async (id: DeliveryId) => (await deliveries().find(id))?.delivery

describe('a feed', () => {
  test('holds everything released to its agency, once, in order, and nothing of another', async () => {
    const person = aPerson()
    const own = await open(aMetEvent(person, 1n), aMetEvent(person, 2n), aMetEvent(aPerson(), 1n))
    await open(aMetEvent(aPerson(), 1n, soon()))
    const other = agency
    agency = agencyId('another')
    await open(aMetEvent(aPerson(), 1n))
    agency = other
    expect(await ids()).toEqual(own)
    expect(await ids()).toEqual(own)
    const [first] = await read(0n, 1)
    expect(await ids(first?.position ?? 0n)).toEqual(own.slice(1))
    const later = await open(aMetEvent(person, 3n))
    expect(await ids()).toEqual([...own, ...later])
  })

  test('what is given stays due and has left; what is passed is received', async () => {
    const [one, two] = await open(aMetEvent(aPerson(), 1n), aMetEvent(aPerson(), 1n))
    const items = await read()
    expect(await stateOf(one as DeliveryId)).toMatchObject({ state: 'due', sentAt: expect.any(Date) })
    const acknowledgeBy = soon()
    expect(await feeds().pass(agency, items[0]?.position ?? 0n, acknowledgeBy)).toBe(1)
    expect(await feeds().pass(agency, items[0]?.position ?? 0n, acknowledgeBy)).toBe(0)
    expect(await stateOf(one as DeliveryId)).toMatchObject({ state: 'received' })
    expect(await stateOf(two as DeliveryId)).toMatchObject({ state: 'due' })
    const { rows } = await postgres.pool.query(
      `select delivery_id, actor from audit_log where code = 'delivery.fed' and agency = $1`,
      [agency],
    )
    expect(rows).toEqual([{ delivery_id: one, actor: `agency:${agency}` }])
  })

  test('a cursor that jumps ahead receives nothing that was not given', async () => {
    const [one, two] = await open(aMetEvent(aPerson(), 1n), aMetEvent(aPerson(), 1n))
    await read(0n, 1)
    expect(await feeds().pass(agency, 1_000n, soon())).toBe(1)
    expect(await stateOf(one as DeliveryId)).toMatchObject({ state: 'received' })
    expect(await stateOf(two as DeliveryId)).toMatchObject({ state: 'due' })
    expect((await feeds().read(agency, 1_000n, 10)).lastPosition).toBe(2n)
  })

  test('what is committed late is still given, however often the feed was read meanwhile', async () => {
    await open(aMetEvent(aPerson(), 1n))
    const cursor = (await read()).at(-1)?.position ?? 0n
    const late = aMetEvent(aPerson(), 1n)
    await transaction(postgres.pool, async (client) => {
      await work().open(agency, [])
      await client.query('insert into declaration_keys (declaration_id, wrapped_key) values ($1, $2)', [
        late.declaration,
        Buffer.from('key'),
      ])
      await client.query(
        `insert into deliveries (id, declaration_id, person_event_id, person_id, agency, kind, opened_at, sequence,
                                 frozen_body, released_at)
         values ($1, $2, $3, $4, $5, 'address-change', now(), 1, 'late', clock_timestamp())`,
        [late.delivery?.id, late.declaration, late.personEvent, late.person, agency],
      )
      // Longer than the mark's five seconds, with marks made and reached in between.
      for (let second = 0; second < 8; second++) {
        await pause(1_000)
        await open(aMetEvent(aPerson(), 1n))
        await read(cursor)
      }
    })
    expect(await ids(cursor)).toContain(late.delivery?.id)
  })

  test('nothing is skipped or doubled by readers beside writers', async () => {
    const persons = Array.from({ length: 20 }, aPerson)
    const seen: DeliveryId[] = []
    let writing = true
    const write = async (share: number): Promise<void> => {
      for (let seq = 1n; seq <= 15n; seq++) {
        await open(...persons.filter((_, i) => i % 4 === share).map((person) => aMetEvent(person, seq)))
      }
    }
    const follow = async (): Promise<void> => {
      let cursor = 0n
      for (let idle = 0; writing || idle < 2; ) {
        const items = await read(cursor, 7)
        idle = items.length === 0 ? idle + 1 : 0
        cursor = items.at(-1)?.position ?? cursor
        seen.push(...items.map(({ delivery }) => delivery))
      }
    }
    const reading = [follow(), follow()]
    await Promise.all([0, 1, 2, 3].map(write))
    writing = false
    await Promise.all(reading)
    const { rows } = await postgres.pool.query<{ id: DeliveryId; person_id: string; sequence: bigint }>(
      'select id, person_id, sequence from deliveries where agency = $1',
      [agency],
    )
    const known = new Map(rows.map((row) => [row.id, row]))
    expect(seen).toHaveLength(2 * rows.length)
    expect(new Set(seen).size).toBe(rows.length)
    const whole = await ids(0n, 500)
    for (const person of persons) {
      const sequences = whole.flatMap((id) => {
        const row = known.get(id)
        return row?.person_id === person ? [Number(row.sequence)] : []
      })
      expect(sequences).toEqual(Array.from({ length: 15 }, (_, i) => i + 1))
    }
  })
})

describe('what must not be told', () => {
  test('what a death holds is passed over, and stands at the end once it is free', async () => {
    const person = aPerson()
    const [held] = await open(aMetEvent(person, 1n))
    await read(0n, 0)
    const death = { ...aMetEvent(person, 2n), kind: 'death' as const }
    const [told] = await open(death)
    expect(await ids()).toEqual([told])
    const end: MetEvent = { ...aMetEvent(person, 3n), kind: 'death', turn: 'withdrawn', delivery: null }
    await work().open(agency, [end])
    expect(await ids()).toEqual([told, held])
  })

  test('what a correction replaced before it left is never given', async () => {
    const person = aPerson()
    const first = aMetEvent(person, 1n)
    const [replaced] = await open(first)
    await open(following(person, first))
    expect(await ids()).toEqual([])
    await work().settleSuperseded(lanes, [], 0)
    expect(await stateOf(replaced as DeliveryId)).toMatchObject({ state: 'withdrawn' })
    expect(await ids()).toEqual([])
  })

  test('what was given counts as heard: it is not withdrawn, and its correction goes on', async () => {
    const person = aPerson()
    const first = aMetEvent(person, 1n)
    const [given] = await open(first)
    await read()
    const [correction] = await open(following(person, first))
    await work().settleSuperseded(lanes, [], 0)
    expect(await stateOf(given as DeliveryId)).toMatchObject({ state: 'due' })
    const { rows } = await postgres.pool.query('select waits_for from delivery_work where id = $1', [
      correction,
    ])
    expect(rows).toEqual([{ waits_for: [] }])
  })

  const following = (person: MetEvent['person'], first: MetEvent): MetEvent => {
    const event = aMetEvent(person, 2n)
    const delivery = event.delivery as NonNullable<MetEvent['delivery']>
    return {
      ...event,
      turn: 'corrected',
      delivery: { ...delivery, turn: 'corrected', follows: first.delivery?.id ?? null },
    }
  }
})

describe('what comes once more', () => {
  test('a deferred one stands at the end when its instant has come', async () => {
    const [id, other] = await open(aMetEvent(aPerson(), 1n), aMetEvent(aPerson(), 1n))
    const cursor = (await read()).at(-1)?.position ?? 0n
    await feeds().pass(agency, cursor, soon())
    const until = new Date(Date.now() - 1).toISOString()
    await deliveries().acknowledge(agency, id as DeliveryId, { outcome: 'deferred', until })
    expect(await ids(cursor)).toEqual([])
    await work().resume(lanes)
    const [again] = await read(cursor)
    expect(again?.delivery).toBe(id)
    expect(await ids()).toEqual([id, other, id])
    expect(await ids()).toEqual([id, other, id])
    expect(await feeds().pass(agency, again?.position ?? 0n, soon())).toBe(1)
    expect(await stateOf(id as DeliveryId)).toMatchObject({ state: 'received' })
  })

  test('a final one that is replayed by force is given once more, and keeps its outcome', async () => {
    const [id] = await open(aMetEvent(aPerson(), 1n))
    const cursor = (await read()).at(-1)?.position ?? 0n
    await feeds().pass(agency, cursor, soon())
    await deliveries().acknowledge(agency, id as DeliveryId, { outcome: 'accepted' })
    await deliveries().replay(id as DeliveryId, { by: operator, reason: 'lost', force: true })
    const [again] = await read(cursor)
    expect(again?.delivery).toBe(id)
    await feeds().pass(agency, again?.position ?? 0n, soon())
    expect(await ids(again?.position)).toEqual([])
    expect(await stateOf(id as DeliveryId)).toMatchObject({ state: 'accepted' })
    const { rowCount } = await postgres.pool.query('select from delivery_work where id = $1', [id])
    expect(rowCount).toBe(0)
  })
})

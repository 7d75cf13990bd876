import { randomUUID } from 'node:crypto'
import type { EventLog, LogRecord } from '@unefois/broker/ports/event-log.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fetchRecords } from './fetch-records.ts'
import { beat, commit, joinTopic, leave, release } from './group-member.ts'
import { openLog } from './log-for-tests.ts'
import { type Topic, topicsIn } from './topics.ts'
import { trimLog } from './trim-log.ts'

const postgres = usePostgres()
let log: EventLog
let topic: Topic
let group: string

beforeEach(async () => {
  log = await openLog({ url: postgres.url })
  const name = `topic-${randomUUID()}`
  await log.ensureTopic(name, 4)
  topic = await topicsIn(postgres.pool).find(name)
  group = `group-${randomUUID()}`
})
afterEach(() => log.close())

const record = (key: string, value: Buffer = Buffer.from(key)): LogRecord => ({ key, headers: {}, value })
const records = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => record(`${prefix}-${index}`))

/** What time does to the leases of a member that is suspended or dead. */
const expire = (member: string) =>
  postgres.pool.query(
    `with quiet as (update log_members set seen_until = now() - interval '1 s' where member = $1)
     update log_leases set held_until = now() - interval '1 s' where owner = $1`,
    [member],
  )

describe('offsets', () => {
  test('have no gap, and are never seen out of order, under eight writers', async () => {
    const seen = new Map<number, bigint>()
    const gaps: string[] = []
    let writing = true
    const read = async () => {
      // A reader that trusts its cursor: a row committed behind it would be missed for ever.
      const wanted = [0, 1, 2, 3].map((partition) => ({ partition, position: seen.get(partition) ?? 0n }))
      const slices = await fetchRecords(postgres.pool, topic, wanted, 1_000)
      for (const { partition, offset } of slices.flatMap((slice) => slice.records)) {
        const expected = seen.get(partition) ?? 0n
        if (offset !== expected) gaps.push(`partition ${partition}: ${offset} where ${expected} was next`)
        seen.set(partition, offset + 1n)
      }
      return slices.length
    }
    const reader = (async () => {
      while (writing) await read()
      while ((await read()) > 0) continue
    })()
    const writers = await Promise.all(Array.from({ length: 8 }, () => openLog({ url: postgres.url })))
    await Promise.all(
      writers.map(async (writer, w) => {
        for (let n = 0; n < 40; n += 1) await writer.publish(topic.name, records(`w${w}-${n}`, 1 + (n % 9)))
        await writer.close()
      }),
    )
    writing = false
    await reader
    expect(gaps).toEqual([])
    const total = [...seen.values()].reduce((sum, next) => sum + next, 0n)
    expect(total).toBe(await log.lag(group, topic.name))
    expect(total).toBe(8n * Array.from({ length: 40 }, (_, n) => BigInt(1 + (n % 9))).reduce((a, b) => a + b))
  })

  test('leave no hole when a publication fails', async () => {
    await log.publish(topic.name, records('before', 20))
    const poisoned = { key: 'x', headers: { bad: 'a\u0000b' }, value: Buffer.from('x') }
    const unstorable = { ...poisoned, key: 'a\u0000b' }
    await expect(log.publish(topic.name, [...records('lost', 20), unstorable])).rejects.toThrow()
    await log.publish(topic.name, records('after', 20))
    const everything = [0, 1, 2, 3].map((partition) => ({ partition, position: 0n }))
    const slices = await fetchRecords(postgres.pool, topic, everything, 1_000)
    for (const slice of slices)
      expect(slice.records.map(({ offset }) => offset)).toEqual(slice.records.map((_, n) => BigInt(n)))
    const keys = slices.flatMap((slice) => slice.records.map(({ key }) => key))
    expect(keys.filter((key) => key.startsWith('lost'))).toEqual([])
    expect(keys).toHaveLength(40)
  })
})

describe('fetching', () => {
  test('bounds a batch by bytes, but never starves a record heavier than the bound', async () => {
    const heavy = [700_000, 700_000, 1_500_000, 10].map((bytes) => record('one-key', Buffer.alloc(bytes, 7)))
    await log.publish(topic.name, heavy)
    const sizes: number[][] = []
    let handled = 0
    const options = { group, topic: topic.name, from: 'beginning', maxRecords: 100, onFailure() {} } as const
    await log.subscribe(options, async (batch) => {
      sizes.push(batch.records.map(({ value }) => value.length))
      handled += batch.records.length
    })
    await expect.poll(() => handled, { timeout: 10_000 }).toBe(4)
    expect(sizes).toEqual([[700_000, 700_000], [1_500_000], [10]])
  })
})

describe('leases', () => {
  const membership = (member: string) => ({ group, topic, member })
  const owned = async (member: string) =>
    (await beat(postgres.pool, membership(member), true)).leases.map(({ partition }) => partition)
  beforeEach(() => joinTopic(postgres.pool, membership('a'), 'beginning'))

  test('a member that was paused and lost its lease can commit nothing', async () => {
    await log.publish(topic.name, records('r', 40))
    const before = await beat(postgres.pool, membership('a'), true)
    expect(before.leases).toHaveLength(4)
    await expire('a')
    const after = await beat(postgres.pool, membership('b'), true)
    expect(after.leases).toHaveLength(4)
    for (const lease of before.leases)
      expect(await commit(postgres.pool, membership('a'), { ...lease, committed: 5n })).toBe(false)
    expect(await log.lag(group, topic.name)).toBe(40n)
  })

  test('an older epoch stays shut even when the same member owns the partition again', async () => {
    const [old] = (await beat(postgres.pool, membership('a'), true)).leases
    await expire('a')
    await beat(postgres.pool, membership('b'), true)
    await leave(postgres.pool, membership('b'))
    const [young] = (await beat(postgres.pool, membership('a'), true)).leases
    if (!old || !young) throw new Error('a owns partitions both times')
    expect(young.epoch).toBe(old.epoch + 2n)
    expect(await commit(postgres.pool, membership('a'), { ...old, committed: 9n })).toBe(false)
    expect(await commit(postgres.pool, membership('a'), { ...young, committed: 1n })).toBe(true)
  })

  test('nobody takes from a member that is alive', async () => {
    expect(await owned('a')).toEqual([0, 1, 2, 3])
    expect(await owned('b')).toEqual([])
    expect(await owned('a')).toHaveLength(4)
  })

  test('shares differ by one at most, whoever asks first', async () => {
    const members = ['c', 'a', 'b']
    for (const member of members) await beat(postgres.pool, membership(member), true)
    const quotas = await Promise.all(
      members.map(async (member) => (await beat(postgres.pool, membership(member), true)).quota),
    )
    expect(quotas.toSorted()).toEqual([1, 1, 2])
  })

  test('what a member gives back goes to the one that has less', async () => {
    await owned('a')
    await owned('b')
    await release(postgres.pool, membership('a'), [2, 3])
    expect(await owned('a')).toEqual([0, 1])
    expect(await owned('b')).toEqual([2, 3])
  })

  test('a member that is about to leave takes nothing more', async () => {
    await beat(postgres.pool, membership('a'), true)
    await release(postgres.pool, membership('a'), [0, 1, 2, 3])
    expect((await beat(postgres.pool, membership('a'), false)).leases).toEqual([])
  })

  test('members that take at the same time never own a partition both', async () => {
    const members = Array.from({ length: 6 }, (_, index) => `m${index}`)
    for (let round = 0; round < 20; round += 1) {
      const standings = await Promise.all(members.map((member) => owned(member)))
      const all = standings.flat()
      expect(new Set(all).size).toBe(all.length)
      await expire(`m${round % 6}`)
    }
  })
})

describe('trimming', () => {
  const everything = [0, 1, 2, 3].map((partition) => ({ partition, position: 0n }))
  const left = async () =>
    (await fetchRecords(postgres.pool, topic, everything, 1_000)).reduce(
      (sum, { records }) => sum + records.length,
      0,
    )
  const age = () =>
    postgres.pool.query(
      `update log_records set appended_at = now() - interval '2 days' where topic_id = $1`,
      [topic.id],
    )
  const day = 86_400_000

  test('deletes what is old and handled by every group, and nothing else', async () => {
    await log.publish(topic.name, records('old', 30))
    await age()
    await log.publish(topic.name, records('new', 10))
    const member = { group, topic, member: 'a' }
    await joinTopic(postgres.pool, member, 'beginning')
    await trimLog(postgres.pool, day)
    expect(await left()).toBe(40)

    for (const lease of (await beat(postgres.pool, member, true)).leases)
      await commit(postgres.pool, member, { ...lease, committed: 1_000n })
    await trimLog(postgres.pool, 3 * day)
    expect(await left()).toBe(40)
    await trimLog(postgres.pool, day)
    expect(await left()).toBe(10)
  })

  test('lets a new group begin at what is left', async () => {
    await log.publish(topic.name, records('old', 30))
    await age()
    await trimLog(postgres.pool, day)
    await log.publish(topic.name, records('new', 10))
    expect(await log.lag(group, topic.name)).toBe(10n)
    const keys: string[] = []
    const options = { group, topic: topic.name, from: 'beginning', maxRecords: 100, onFailure() {} } as const
    await log.subscribe(options, async (batch) => {
      keys.push(...batch.records.map(({ key }) => key))
    })
    await expect.poll(() => log.lag(group, topic.name)).toBe(0n)
    expect(keys.toSorted()).toEqual(records('new', 10).map(({ key }) => key))
  })
})

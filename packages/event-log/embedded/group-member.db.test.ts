import { randomUUID } from 'node:crypto'
import type { EventLog, LogRecord } from '@unefois/broker/ports/event-log.ts'
import { workerPresence } from '@unefois/store/worker-presence.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { beat, commit, joinTopic, leave, type Presence, release } from './group-member.ts'
import { openLog } from './log-for-tests.ts'
import { type Topic, topicsIn } from './topics.ts'

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

const locked = async ({ key }: Presence): Promise<boolean> => {
  const { rowCount } = await postgres.pool.query(
    `select from pg_locks where locktype = 'advisory' and (classid::int8 << 32) + objid::int8 = $1`,
    [key],
  )
  return rowCount !== 0
}

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
      expect(
        await commit(postgres.pool, [{ membership: membership('a'), lease: { ...lease, committed: 5n } }]),
      ).toEqual([false])
    expect(await log.lag(group, topic.name)).toBe(40n)
  })

  test('members of several groups commit in one statement, each for itself', async () => {
    const other = { ...membership('b'), group: `${group}.other` }
    await joinTopic(postgres.pool, other, 'beginning')
    await log.publish(topic.name, records('r', 40))
    const [mine] = (await beat(postgres.pool, membership('a'), true)).leases
    const [theirs] = (await beat(postgres.pool, other, true)).leases
    if (!mine || !theirs) throw new Error('both own partitions')
    expect(
      await commit(postgres.pool, [
        { membership: membership('a'), lease: { ...mine, committed: 3n } },
        { membership: membership('b'), lease: { ...mine, committed: 4n } },
        { membership: other, lease: { ...theirs, committed: 5n } },
      ]),
    ).toEqual([true, false, true])
    expect([await log.lag(group, topic.name), await log.lag(other.group, topic.name)]).toEqual([37n, 35n])
  })

  test('an older epoch stays shut even when the same member owns the partition again', async () => {
    const [old] = (await beat(postgres.pool, membership('a'), true)).leases
    await expire('a')
    await beat(postgres.pool, membership('b'), true)
    await leave(postgres.pool, membership('b'))
    const [young] = (await beat(postgres.pool, membership('a'), true)).leases
    if (!old || !young) throw new Error('a owns partitions both times')
    expect(young.epoch).toBe(old.epoch + 2n)
    expect(
      await commit(postgres.pool, [{ membership: membership('a'), lease: { ...old, committed: 9n } }]),
    ).toEqual([false])
    expect(
      await commit(postgres.pool, [{ membership: membership('a'), lease: { ...young, committed: 1n } }]),
    ).toEqual([true])
  })

  test('nobody takes from a member that is alive', async () => {
    expect(await owned('a')).toEqual([0, 1, 2, 3])
    expect(await owned('b')).toEqual([])
    expect(await owned('a')).toHaveLength(4)
  })

  test('the partitions of a member whose program has ended are taken at once, nobody takes from one that lives', async () => {
    const presence = workerPresence(postgres.url, 'killed')
    const killed = { ...membership('killed'), presence }
    expect((await beat(postgres.pool, killed, true)).leases).toHaveLength(4)
    expect(await owned('b')).toEqual([])
    // As the end of its program ends its session.
    await presence.end()
    await expect.poll(() => locked(presence)).toBe(false)
    const { leases, quota } = await beat(postgres.pool, membership('b'), true)
    // In the statement that finds it dead, and all of them: the dead have no share.
    expect({ leases: leases.length, quota }).toEqual({ leases: 4, quota: 4 })
    expect(
      await commit(
        postgres.pool,
        leases.map((lease) => ({ membership: killed, lease })),
      ),
    ).toEqual([false, false, false, false])
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

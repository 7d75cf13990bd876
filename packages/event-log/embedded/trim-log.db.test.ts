import { randomUUID } from 'node:crypto'
import type { EventLog, LogRecord } from '@unefois/broker/ports/event-log.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fetchRecords } from './fetch-records.ts'
import { beat, commit, joinTopic } from './group-member.ts'
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
      await commit(postgres.pool, [{ membership: member, lease: { ...lease, committed: 1_000n } }])
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

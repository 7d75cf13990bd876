import { randomUUID } from 'node:crypto'
import type { EventLog, LogRecord } from '@unefois/broker/ports/event-log.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fetchRecords } from './fetch-records.ts'
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

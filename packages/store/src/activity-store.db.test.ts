import { followActivity } from '@unefois/broker/follow-activity.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import type { Pool, PoolClient } from 'pg'
import { expect, test } from 'vitest'
import { activityStore } from './activity-store.ts'

const postgres = usePostgres()
const never = new AbortController().signal

const write = (connection: Pool | PoolClient, actor: string, rows = 1) =>
  connection.query(
    `insert into audit_log (at, code, actor) select now(), 'test.written', $1 from generate_series(1, $2)`,
    [actor, rows],
  )

const follow = (after: bigint | null, waitMs: number, limit = 500) =>
  followActivity(activityStore(postgres.pool), { after, limit, waitMs }, never)

test('without a cursor it begins now, and waits for what comes', async () => {
  await write(postgres.pool, 'before')
  const { items, next } = await follow(null, 0)
  expect(items).toEqual([])
  const waiting = follow(next, 20_000)
  await write(postgres.pool, 'after')
  expect((await waiting).items).toMatchObject([{ code: 'test.written', actor: 'after', declaration: null }])
})

test('a page ends at its limit, and the next one goes on', async () => {
  const { next: start } = await follow(null, 0)
  await write(postgres.pool, 'many', 5)
  const first = await follow(start, 0, 3)
  const second = await follow(first.next, 0, 3)
  expect([first.items.length, second.items.length]).toEqual([3, 2])
  expect((await follow(second.next, 0, 3)).items).toEqual([])
})

test('what was written first and committed last is neither lost nor overtaken', async () => {
  const { next: start } = await follow(null, 0)
  const slow = await postgres.pool.connect()
  try {
    await slow.query('begin')
    await write(slow, 'slow')
    await write(postgres.pool, 'quick')
    expect(await follow(start, 0)).toEqual({ items: [], next: start })
    const waiting = follow(start, 20_000)
    await slow.query('commit')
    expect((await waiting).items.map(({ actor }) => actor)).toEqual(['slow', 'quick'])
  } finally {
    slow.release()
  }
})

test('who follows many writers at once sees every row once, in order', async () => {
  const { next: start } = await follow(null, 0)
  const writers = 8
  const each = 40
  const writing = Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let i = 0; i < each; i++) await write(postgres.pool, `writer-${writer}`)
    }),
  )
  const seen: bigint[] = []
  let cursor = start
  const deadline = Date.now() + 40_000
  while (seen.length < writers * each && Date.now() < deadline) {
    const page = await follow(cursor, 1_000, 50)
    seen.push(...page.items.map(({ position }) => position))
    cursor = page.next
  }
  await writing
  expect(seen).toHaveLength(writers * each)
  expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => (a < b ? -1 : 1)))
})

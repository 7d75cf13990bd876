import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { openPool, transaction } from './pool.ts'

const postgres = usePostgres()

test('values arrive in the types promised', async () => {
  const { rows } = await postgres.pool.query(
    `select 9007199254740993::int8 as big, '{1,null,9007199254740993}'::int8[] as bigs, '{}'::int8[] as none,
            '2026-11-22'::date as day, '2026-11-22T10:00:00.123Z'::timestamptz as instant, '\\x00ff'::bytea as bytes,
            1.50::numeric as exact, 7::int4 as small, '{"a":[1]}'::json as content`,
  )
  expect(rows[0]).toEqual({
    big: 9007199254740993n,
    bigs: [1n, null, 9007199254740993n],
    none: [],
    day: '2026-11-22',
    instant: new Date('2026-11-22T10:00:00.123Z'),
    bytes: Buffer.from([0, 255]),
    exact: '1.50',
    small: 7,
    content: { a: [1] },
  })
})

test('a statement that runs too long is cancelled, and the pool goes on', async () => {
  const pool = openPool(postgres.url, { max: 1, applicationName: 'test', statementTimeoutMs: 50 })
  await expect(pool.query('select pg_sleep(5)')).rejects.toMatchObject({ code: '57014' })
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  await pool.end()
})

test('the loss of idle connections is told and healed', async () => {
  const lost: Error[] = []
  const pool = openPool(postgres.url, {
    max: 1,
    applicationName: 'to-lose',
    onConnectionLost: (error) => lost.push(error),
  })
  await pool.query('select 1')
  await postgres.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'to-lose'`,
  )
  await expect.poll(() => lost.length).toBe(1)
  expect((await pool.query('select 2 as two')).rows).toEqual([{ two: 2 }])
  await pool.end()
})

describe('transaction', () => {
  beforeAll(() => postgres.pool.query('create table kept (x int primary key)'))
  const kept = async () =>
    (await postgres.pool.query('select x from kept order by x')).rows.map((row) => row.x)

  test('commits and gives the result back', async () => {
    const result = await transaction(postgres.pool, async (client) => {
      await client.query('insert into kept values (1)')
      return 'done'
    })
    expect(result).toBe('done')
    expect(await kept()).toEqual([1])
  })

  test('rolls back and rejects with the same error', async () => {
    const error = new Error('on purpose')
    await expect(
      transaction(postgres.pool, async (client) => {
        await client.query('insert into kept values (2)')
        throw error
      }),
    ).rejects.toBe(error)
    expect(await kept()).toEqual([1])
  })

  test('does not pass off an aborted transaction as committed', async () => {
    await expect(
      transaction(postgres.pool, async (client) => {
        await client.query('insert into kept values (3)')
        await client.query('insert into kept values (3)').catch(() => 'unnoticed')
      }),
    ).rejects.toThrow('aborted')
    expect(await kept()).toEqual([1])
  })

  test('destroys a connection that died inside and gives its place back', async () => {
    const pool = openPool(postgres.url, { max: 1, applicationName: 'test' })
    await expect(
      transaction(pool, (client) => client.query('select pg_terminate_backend(pg_backend_pid())')),
    ).rejects.toMatchObject({ code: '57P01' })
    expect(pool.totalCount).toBe(0)
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await pool.end()
  })
})

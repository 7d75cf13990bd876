import { openPool } from '@unefois/store/pool.ts'
import { expect, test } from 'vitest'
import { usePostgres } from '../postgres-for-tests/use-postgres.ts'

const postgres = usePostgres()

/**
 * A restart of the database ended the delivery service, once in several runs: the server's farewell (57P01) came while
 * a connection was on its way from the pool to whoever had asked for it, and nobody listened for its errors then.
 * Nothing was lost, since it was started again, but every lane stood still meanwhile.
 */
test('a connection that ends between the pool and its taker ends no program', async () => {
  const pool = openPool(postgres.url, { max: 1, applicationName: 'on-its-way' })
  const client = await pool.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const ended = new Promise((resolve) => client.once('end', resolve))
  await postgres.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
  await ended
  client.release(true)
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  await pool.end()
})

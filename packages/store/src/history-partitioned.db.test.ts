import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { databaseUrl } from '@unefois/tests/postgres-for-tests/database-url.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import type { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from './migrate.ts'
import { openPool } from './pool.ts'

const postgres = usePostgres()
const own = fileURLToPath(new URL('../migrations/', import.meta.url))
const name = `unefois_test_whole_${Math.random().toString(36).slice(2)}`
let directory: string
let pool: Pool

/** Time-ordered ids of two months, and one that is not time-ordered at all. */
const ids = {
  september: '0199033e-d800-7000-8000-000000000001',
  october: '01999dbd-f000-7000-8000-000000000001',
  random: 'f53b0f5e-3a3c-4d62-8f0e-1d6a5be0a7b1',
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'unefois-migrations-'))
  await postgres.pool.query(`create database ${name}`)
  pool = openPool(databaseUrl(postgres.url, name), { max: 2, applicationName: 'test' })
})
afterAll(async () => {
  await pool.end()
  await postgres.pool.query(`drop database ${name} with (force)`)
  await rm(directory, { recursive: true })
})

const migrateUpTo = async (last: number): Promise<void> => {
  for (const file of (await readdir(own)).filter((one) => Number(one.slice(0, 4)) <= last))
    await cp(join(own, file), join(directory, file))
  await migrate(databaseUrl(postgres.url, name), { directory })
}

const fill = async (): Promise<void> => {
  for (const id of Object.values(ids)) {
    await pool.query(
      `insert into deliveries (id, declaration_id, person_event_id, person_id, agency, kind, opened_at, sequence, frozen_body)
       values ($1, $1, $1, $1, 'saaq', 'death', '2025-09-02T00:00:00Z', 7, 'body')`,
      [id],
    )
    await pool.query(
      `insert into delivery_outcomes (id, state, attempts, final_at) values ($1, 'accepted', 2, now())`,
      [id],
    )
    await pool.query(
      `insert into attempts (delivery_id, number, started_at, duration_ms) values ($1, 1, now(), 3), ($1, 2, now(), 3)`,
      [id],
    )
    await pool.query(
      `insert into audit_log (at, code, actor, delivery_id) values (now(), 'delivery.attempted', 'delivery', $1)`,
      [id],
    )
  }
}

const history = async () => ({
  deliveries: (await pool.query('select * from deliveries order by id')).rows,
  outcomes: (await pool.query('select * from delivery_outcomes order by id')).rows,
  attempts: (await pool.query('select * from attempts order by delivery_id, number')).rows,
  audit: (await pool.query('select * from audit_log order by position')).rows,
})

test('rows from before history was partitioned keep what they say, each in its month', async () => {
  await migrateUpTo(9)
  await fill()
  const before = await history()
  await migrateUpTo(10)
  expect(await history()).toEqual(before)

  const { rows } = await pool.query('select tableoid::regclass::text as piece from deliveries order by id')
  expect(rows.map(({ piece }) => piece)).toEqual([
    'deliveries_2025_09',
    'deliveries_2025_10',
    'deliveries_default',
  ])
})

test('the audit log goes on at the next position and refuses changes, in each of its pieces too', async () => {
  const { rows } = await pool.query<{ position: bigint }>(
    `insert into audit_log (at, code, actor) values (now(), 'x', 'y') returning position`,
  )
  expect(rows).toEqual([{ position: 4n }])
  const { rows: pieces } = await pool.query<{ piece: string }>(
    `select relid::text as piece from pg_partition_tree('audit_log')`,
  )
  expect(pieces.length).toBeGreaterThan(3)
  for (const { piece } of pieces) {
    await expect(pool.query(`delete from ${piece}`)).rejects.toThrow('append-only')
    await expect(pool.query(`update ${piece} set code = 'z'`)).rejects.toThrow('append-only')
    await expect(pool.query(`truncate ${piece}`)).rejects.toThrow('append-only')
  }
})

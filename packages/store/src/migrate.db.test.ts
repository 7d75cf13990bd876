import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { databaseUrl } from '@unefois/tests/postgres-for-tests/database-url.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import type { Pool } from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrate } from './migrate.ts'
import { openPool } from './pool.ts'

const postgres = usePostgres()

describe('migrate', () => {
  let directory: string
  let name: string
  let pool: Pool

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'unefois-migrations-'))
    name = `unefois_test_migrate_${Math.random().toString(36).slice(2)}`
    await postgres.pool.query(`create database ${name}`)
    pool = openPool(url(), { max: 2, applicationName: 'test' })
  })
  afterEach(async () => {
    await pool.end()
    await postgres.pool.query(`drop database ${name} with (force)`)
    await rm(directory, { recursive: true })
  })

  const url = () => databaseUrl(postgres.url, name)
  const run = () => migrate(url(), { directory })
  const write = (file: string, sql: string) => writeFile(join(directory, file), sql)
  const applied = async () => (await pool.query('select number, name from schema_migrations order by 1')).rows

  test('applies what is missing, in order, once', async () => {
    await write('0001_first.sql', 'create table a (x int); insert into a values (1);')
    await run()
    await write('0002_second.sql', 'alter table a add y int; insert into a values (2, 3)')
    await run()
    await run()
    expect((await pool.query('select x, y from a order by x')).rows).toEqual([
      { x: 1, y: null },
      { x: 2, y: 3 },
    ])
    expect(await applied()).toEqual([
      { number: 1, name: '0001_first.sql' },
      { number: 2, name: '0002_second.sql' },
    ])
  })

  test('is safe when several programs start at once', async () => {
    await write('0001_first.sql', 'create table a (x int); select pg_sleep(0.1)')
    await write('0002_second.sql', 'insert into a values (1)')
    await Promise.all([run(), run(), run(), run()])
    expect((await pool.query('select * from a')).rows).toHaveLength(1)
  })

  test('refuses a changed migration', async () => {
    await write('0001_first.sql', 'create table a (x int)')
    await run()
    await write('0001_first.sql', 'create table a (x bigint)')
    await expect(run()).rejects.toMatchObject({ name: 'MigrationError', code: 'changed' })
  })

  test('takes other line ends for the same migration', async () => {
    await write('0001_first.sql', 'create table a (\n  x int\n)')
    await run()
    await write('0001_first.sql', 'create table a (\r\n  x int\r\n)')
    await run()
    expect(await applied()).toHaveLength(1)
  })

  test('refuses to run on the schema of a newer program', async () => {
    await write('0001_first.sql', 'create table a (x int)')
    await write('0002_second.sql', 'create table b (x int)')
    await run()
    await rm(join(directory, '0002_second.sql'))
    await expect(run()).rejects.toMatchObject({ code: 'newer-schema' })
  })

  test('keeps nothing of a migration that fails, and says where it failed', async () => {
    await write('0001_first.sql', 'create table a (x int)')
    await write('0002_second.sql', 'create table b (x int);\n\nselect nothing from a')
    await expect(run()).rejects.toMatchObject({
      code: 'failed',
      message: expect.stringMatching(/0002_second\.sql, line 3: .*nothing/),
    })
    expect(await applied()).toHaveLength(1)
    expect((await pool.query(`select to_regclass('b') as b`)).rows).toEqual([{ b: null }])
  })

  test.each([
    ['a gap', ['0001_a.sql', '0003_b.sql']],
    ['a repetition', ['0001_a.sql', '0001_b.sql']],
    ['no number', ['a.sql']],
  ])('refuses files with %s', async (_, files) => {
    for (const file of files) await write(file, 'select 1')
    await expect(run()).rejects.toMatchObject({ code: 'misnumbered' })
  })
})

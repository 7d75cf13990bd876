import { randomBytes } from 'node:crypto'
import { openPool } from '@unefois/store/pool.ts'
import type { Pool } from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { databaseUrl } from './database-url.ts'

export type DatabaseOfTest = {
  /** Only inside tests and hooks: it exists once `beforeAll` has run. */
  readonly url: string
  readonly pool: Pool
}

/** A migrated, empty database of this test file's own: cloned before its tests, dropped after them. */
export function usePostgres(): DatabaseOfTest {
  const { adminUrl, template } = inject('postgres')
  const name = `unefois_test_${randomBytes(6).toString('hex')}`
  const url = databaseUrl(adminUrl, name)
  let pool: Pool | undefined

  beforeAll(async () => {
    await asAdmin(adminUrl, `create database ${name} template ${template}`)
    pool = openPool(url, { max: 10, applicationName: 'unefois-test' })
  })
  afterAll(async () => {
    await pool?.end()
    await asAdmin(adminUrl, `drop database if exists ${name} with (force)`)
  })

  return {
    url,
    get pool() {
      if (pool === undefined) throw new Error('The database exists only inside tests and hooks')
      return pool
    },
  }
}

async function asAdmin(url: string, sql: string): Promise<void> {
  const admin = openPool(url, { max: 1, applicationName: 'unefois-tests', statementTimeoutMs: 60_000 })
  try {
    await admin.query(sql)
  } finally {
    await admin.end()
  }
}

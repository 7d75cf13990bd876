import { fileURLToPath } from 'node:url'
import { EmbeddedPostgresError } from '@unefois/store/embedded-postgres/embedded-postgres-error.ts'
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '@unefois/store/embedded-postgres/start-embedded-postgres.ts'
import { migrate } from '@unefois/store/migrate.ts'
import { openPool } from '@unefois/store/pool.ts'
import { databaseUrl } from './database-url.ts'

export type PostgresForTests = {
  /** Of a database in which nobody works: from here the others are created and dropped. */
  readonly adminUrl: string
  readonly template: string
  stop(): Promise<void>
}

const workDirectory = fileURLToPath(new URL('../.work', import.meta.url))
const slots = 16

/** `DATABASE_URL` when it is set, else an embedded server; in it a template with all migrations applied. */
export async function startPostgresForTests(): Promise<PostgresForTests> {
  const given = process.env['DATABASE_URL']
  const embedded = given ? null : await startInFreeSlot()
  const adminUrl = given ?? (embedded as EmbeddedPostgres).url
  const template = `unefois_template_${process.pid}`
  const admin = openPool(adminUrl, { max: 1, applicationName: 'unefois-tests', statementTimeoutMs: 60_000 })
  const stop = async () => {
    // Only the project's own server may lose what killed runs have left in it.
    if (given) await admin.query(`drop database if exists ${template} with (force)`)
    await admin.end()
    await embedded?.stop()
  }
  try {
    if (!given) await dropLeftovers((sql) => admin.query(sql))
    await admin.query(`create database ${template}`)
    await migrate(databaseUrl(adminUrl, template))
    return { adminUrl, template, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Runs at the same time each have a directory of their own; a later run finds its server set up already. */
async function startInFreeSlot(): Promise<EmbeddedPostgres> {
  for (let slot = 1; slot < slots; slot += 1) {
    try {
      return await startEmbeddedPostgres({ dataDir: `${workDirectory}/postgres-${slot}` })
    } catch (error) {
      if (!(error instanceof EmbeddedPostgresError) || error.code !== 'in-use') throw error
    }
  }
  throw new Error(`All ${slots} test databases in tests/.work are in use`)
}

async function dropLeftovers(
  query: (sql: string) => Promise<{ rows: { datname: string }[] }>,
): Promise<void> {
  const { rows } = await query(
    `select datname from pg_database where datname like 'unefois\\_t%' and datname <> current_database()`,
  )
  for (const { datname } of rows) await query(`drop database if exists ${datname} with (force)`)
}

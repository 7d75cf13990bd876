import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { MigrationError } from './migration-error.ts'

export type Migration = {
  readonly number: number
  readonly name: string
  readonly sql: string
  /** SHA-256 of the text, hexadecimal. */
  readonly checksum: string
}

export type MigrateOptions = {
  /** Default: this package's own `migrations/`. */
  readonly directory?: string
  applied?(migration: Migration): void
}

const ownDirectory = fileURLToPath(new URL('../migrations/', import.meta.url))
/** Any constant that no other advisory lock of the project uses. */
const lock = 7_310_001

/**
 * Brings the database to the schema this program knows: each numbered file in a transaction of its own, in order.
 * Several programs may call it at once; the others wait for the first. Rejects with `MigrationError`.
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<void> {
  const known = await readMigrations(options.directory ?? ownDirectory)
  const client = new Client({ connectionString: url, application_name: 'unefois-migrate' })
  // A lost connection also rejects the query that runs; the listener only keeps the program alive.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lock])
    for (const migration of await missing(client, known)) {
      await apply(client, migration)
      options.applied?.(migration)
    }
  } finally {
    // Ends the session, and with it the lock.
    await client.end()
  }
}

async function readMigrations(directory: string): Promise<readonly Migration[]> {
  const files = (await readdir(directory)).filter((file) => file.endsWith('.sql')).sort()
  return Promise.all(
    files.map(async (file, index) => {
      const number = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(file)?.[1])
      if (number !== index + 1)
        throw new MigrationError(
          'misnumbered',
          `Migration ${file} should begin with ${String(index + 1).padStart(4, '0')}_`,
        )
      // A checkout with other line ends is the same migration.
      const sql = (await readFile(`${directory}/${file}`, 'utf8')).replaceAll('\r\n', '\n')
      return { number, name: file, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

type AppliedRow = { number: number; name: string; checksum: string }

async function missing(client: Client, known: readonly Migration[]): Promise<readonly Migration[]> {
  await client.query(`create table if not exists schema_migrations (
    number int primary key, name text not null, checksum text not null,
    applied_at timestamptz not null default now())`)
  const applied = await client.query<AppliedRow>(
    'select number, name, checksum from schema_migrations order by number',
  )
  for (const row of applied.rows) {
    const same = known[row.number - 1]
    if (same === undefined)
      throw new MigrationError(
        'newer-schema',
        `The database has migration ${row.name}, this program knows ${known.length}: run the newer program`,
      )
    if (same.checksum !== row.checksum)
      throw new MigrationError(
        'changed',
        `Migration ${same.name} was changed after it had been applied: put it back and add a new one`,
      )
  }
  return known.slice(applied.rows.length)
}

async function apply(client: Client, migration: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(migration.sql)
    await client.query('insert into schema_migrations (number, name, checksum) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.checksum,
    ])
    await client.query('commit')
  } catch (error) {
    // Rolled back by the end of the session, which follows.
    const reason = error instanceof Error ? error.message : String(error)
    throw new MigrationError(
      'failed',
      `Migration ${migration.name}${line(error, migration.sql)}: ${reason}`,
      error,
    )
  }
}

/** Where PostgreSQL says the error is, as a line of the file. */
function line(error: unknown, sql: string): string {
  const position = error instanceof Error && 'position' in error ? Number(error.position) : Number.NaN
  return Number.isNaN(position) ? '' : `, line ${sql.slice(0, position).split('\n').length}`
}

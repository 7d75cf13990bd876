import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import { superuser } from './initialise-cluster.ts'

export const database = 'unefois'

/** A session whose lock says "I run this server". It ends with its program, however that dies. */
export type Claim = {
  /** Resolves when the session is over: the server went away, or `end` was called. */
  readonly over: Promise<void>
  end(): Promise<void>
}

const lock = 7_310_000

export function serverUrl(port: number, password: string, name: string = database): string {
  return `postgresql://${superuser}:${password}@127.0.0.1:${port}/${name}`
}

/**
 * Logs in and takes the server for this program. Null when nothing answers; rejects when another live program
 * has it, or when it is not the server of these data.
 */
export async function claimServer(port: number, password: string, pgdata: string): Promise<Claim | null> {
  const client = new Client({
    connectionString: serverUrl(port, password, 'postgres'),
    application_name: 'unefois-launcher',
    connectionTimeoutMillis: 3_000,
    query_timeout: 5_000,
    keepAlive: true,
  })
  const over = new Promise<void>((resolve) => client.once('end', () => resolve()))
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    const { code } = error as { code?: string }
    // Connection refused, reset or timed out; 57P03: starting up, shutting down.
    if (code === undefined || !/^28/.test(code)) return null
    throw new EmbeddedPostgresError(
      'data-directory',
      `The password beside ${pgdata} does not open its server any more`,
      error,
    )
  }
  try {
    if (!(await takeLock(client, pgdata))) return null
    await ensureDatabase(client)
  } catch (error) {
    await client.end()
    throw error
  }
  return { over, end: () => client.end() }
}

/** False when another server than that of these data answers on the port. */
async function takeLock(client: Client, pgdata: string): Promise<boolean> {
  // The session of a program that was just killed may take an instant to end.
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const { rows } = await client.query<{ here: string; mine: boolean }>(
      `select current_setting('data_directory') as here, pg_try_advisory_lock($1) as mine`,
      [lock],
    )
    if (rows[0]?.here !== pgdata) {
      await client.end()
      return false
    }
    if (rows[0].mine) return true
    await wait(50)
  }
  throw new EmbeddedPostgresError(
    'in-use',
    `Another program runs the database in ${pgdata}: stop it first, or set UNEFOIS_DATA to another directory`,
  )
}

async function ensureDatabase(client: Client): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [database])
  if (rowCount === 0) await client.query(`create database ${database}`)
}

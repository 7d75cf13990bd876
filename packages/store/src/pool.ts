import type { PoolClient } from 'pg'
import { Pool, types } from 'pg'

const oids = { int8: 20, int8Array: 1016, date: 1082 }

const parsers = new Map<number, (text: string) => unknown>([
  [oids.int8, BigInt],
  [
    oids.int8Array,
    (text) =>
      text === '{}'
        ? []
        : text
            .slice(1, -1)
            .split(',')
            .map((item) => (item === 'NULL' ? null : BigInt(item))),
  ],
  // A calendar day is no instant: a Date would move it by the time zone of the machine.
  [oids.date, (text) => text],
])

/**
 * Every statement of ours looks up a handful of rows by key. A plan made while a table was small or empty (the work
 * table often is) would read all of it, and goes on doing so when a backlog has come: so never by sequential scan,
 * hash or merge where an index will do.
 */
const lookUpByKey = '-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off'

/** Kept to this pool: the parsers of `pg` itself are global to the program. */
const columnTypes = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    const own = format === 'binary' ? undefined : parsers.get(oid)
    return own ?? types.getTypeParser(oid, format)
  },
}

export type PoolOptions = {
  /** Connections at most. The embedded server takes 200 from all programs together. */
  readonly max: number
  /** Seen by operators in `pg_stat_activity`. */
  readonly applicationName: string
  /**
   * For statements that are the same from the first to the last: each is planned once a connection. Otherwise the first
   * five executions are each planned for their values, which for the statements of the way costs more than they do.
   */
  readonly plannedOnce?: boolean
  /** A statement that runs longer is cancelled by the server. Default 15 s. */
  readonly statementTimeoutMs?: number
  /** A connection that nobody was using was lost, e.g. at a restart of the server. The pool opens another. */
  onConnectionLost?(error: Error): void
}

/**
 * Connections to PostgreSQL. Values arrive as: `int8` (also `count(*)`) bigint, `timestamptz` Date, `bytea`
 * Buffer, `date` and `numeric` text, `json` parsed. Nothing is connected before the first query.
 */
export function openPool(url: string, options: PoolOptions): Pool {
  const pool = new Pool({
    connectionString: url,
    max: options.max,
    application_name: options.applicationName,
    types: columnTypes,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    statement_timeout: options.statementTimeoutMs ?? 15_000,
    options:
      options.plannedOnce === true ? `${lookUpByKey} -c plan_cache_mode=force_generic_plan` : lookUpByKey,
    // A program that hangs inside a transaction must not keep its locks for ever.
    idle_in_transaction_session_timeout: 30_000,
  })
  // Without a listener the loss of an idle connection would end the program.
  pool.on('error', (error) => options.onConnectionLost?.(error))
  // The pool takes its own listener off a connection that it hands out, and the server's farewell (57P01) can stand in
  // the very bytes that freed it, before its taker listens. Whose query it was hears of it by the query's rejection.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/**
 * Runs `work` in one transaction (read committed) and resolves once it is committed. When `work` rejects, or the
 * commit fails, everything is rolled back and the same error comes out.
 */
export async function transaction<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work(client)
    const committed = await client.query('commit')
    // PostgreSQL answers ROLLBACK to the commit of a transaction in which a statement failed unnoticed.
    if (committed.command !== 'COMMIT') throw new Error('The transaction was aborted by a failed statement')
    return result
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    // A connection whose rollback failed may still be inside the transaction: it is destroyed.
    client.release(broken)
  }
}

import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '@unefois/store/embedded-postgres/start-embedded-postgres.ts'
import { openPool } from '@unefois/store/pool.ts'

const ask = async <Row extends object>(url: string, sql: string): Promise<readonly Row[]> => {
  const pool = openPool(url, { max: 1, applicationName: 'benchmark-profile' })
  try {
    return (await pool.query<Row>(sql)).rows
  } finally {
    await pool.end()
  }
}

/** The embedded server, counting its statements. That needs a library which is loaded at a start, hence the second. */
export const startProfiledPostgres = async (dataDir: string): Promise<EmbeddedPostgres> => {
  const plain = await startEmbeddedPostgres({ dataDir })
  await ask(plain.url, "alter system set shared_preload_libraries = 'pg_stat_statements'")
  await plain.stop()
  const profiled = await startEmbeddedPostgres({ dataDir })
  await ask(profiled.url, 'create extension pg_stat_statements')
  return profiled
}

type Statement = {
  readonly calls: number
  readonly ms: number
  readonly rows: number
  readonly query: string
}

export const forgetStatements = async (url: string): Promise<void> => {
  await ask(url, 'select pg_stat_statements_reset()')
}

/**
 * The statements that took most since they were forgotten, one line each; times are the executor's, without
 * parsing, planning and commit.
 */
export const topStatements = async (url: string): Promise<string> => {
  const rows = await ask<Statement>(
    url,
    `select calls::float8, total_exec_time as ms, rows::float8,
            left(regexp_replace(query, '\\s+', ' ', 'g'), 90) as query
       from pg_stat_statements order by total_exec_time desc limit 20`,
  )
  const lines = rows.map(
    ({ calls, ms, rows: touched, query }) =>
      `${ms.toFixed(0).padStart(7)} ms ${String(calls).padStart(7)} calls ${String(touched).padStart(8)} rows  ${query}`,
  )
  return ["where the database's time went while it was measured", ...lines].join('\n')
}

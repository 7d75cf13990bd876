import type { Stage } from './stage.ts'

/** What the database has done since it began. */
export type DatabaseCounters = { readonly transactions: number; readonly walBytes: number }

export const databaseCounters = async ({ records }: Pick<Stage, 'records'>): Promise<DatabaseCounters> => {
  const { rows } = await records.query<DatabaseCounters>(
    `select (xact_commit + xact_rollback)::float8 as transactions,
            pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as "walBytes"
       from pg_stat_database where datname = current_database()`,
  )
  return rows[0] ?? { transactions: Number.NaN, walBytes: Number.NaN }
}

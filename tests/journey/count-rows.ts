import { openPool } from '@unefois/store/pool.ts'

/** What filing writes to. The others change by themselves: leases, the log's heads, results. */
const record = [
  'persons',
  'person_identifiers',
  'declarations',
  'declaration_keys',
  'person_events',
  'idempotency_keys',
  'audit_log',
] as const

/** How many rows each table of the record has; of the audit log, acceptances only. */
export const countRows = async (databaseUrl: string): Promise<Readonly<Record<string, number>>> => {
  const pool = openPool(databaseUrl, { max: 1, applicationName: 'unefois-journey' })
  try {
    const counts = await Promise.all(
      record.map(async (table) => {
        const only = table === 'audit_log' ? `where code like 'declaration.%'` : ''
        const { rows } = await pool.query<{ count: string }>(`select count(*) from ${table} ${only}`)
        return [table, Number(rows[0]?.count)] as const
      }),
    )
    return Object.fromEntries(counts)
  } finally {
    await pool.end()
  }
}

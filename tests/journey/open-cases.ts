import { openPool } from '@unefois/store/pool.ts'

/** The codes of a declaration's open cases, read where they are kept until there is a route for them. */
export const openCases = async (databaseUrl: string, declaration: string): Promise<readonly string[]> => {
  const pool = openPool(databaseUrl, { max: 1, applicationName: 'unefois-journey' })
  try {
    const { rows } = await pool.query<{ code: string }>(
      'select code from cases where declaration_id = $1 and resolved_at is null order by id',
      [declaration],
    )
    return rows.map(({ code }) => code)
  } finally {
    await pool.end()
  }
}

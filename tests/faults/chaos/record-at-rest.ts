import type { openPool } from '@unefois/store/pool.ts'

type Pool = ReturnType<typeof openPool>

/** Deliveries of stored declarations that no consumer has opened yet: also of those nobody was told about. */
export const unopened = async (pool: Pool): Promise<number> => {
  const { rows } = await pool.query<{ unopened: bigint }>(
    `select count(*) as unopened from person_events e, unnest(e.told_deliveries) as told(id)
      where not exists (select from deliveries d where d.id = told.id)`,
  )
  return Number(rows[0]?.unopened ?? 0n)
}

import type { AgencyId } from '@unefois/domain/ids.ts'
import type { Pool } from 'pg'

/**
 * Where each agency's consumer group begins. An agency that is there before the first declaration hears
 * everything; one that joins later begins at the log's end, and the past is told to it by an explicit back-fill.
 */
export const agencyGroups = async (
  pool: Pool,
  agencies: readonly AgencyId[],
): Promise<ReadonlyMap<AgencyId, 'beginning' | 'end'>> => {
  await pool.query(
    `insert into agency_groups (agency, from_beginning)
     select agency, not exists (select from person_events) from unnest($1::text[]) as agency
     on conflict do nothing`,
    [agencies],
  )
  const { rows } = await pool.query<{ agency: AgencyId; from_beginning: boolean }>(
    'select agency, from_beginning from agency_groups where agency = any($1::text[])',
    [agencies],
  )
  return new Map(rows.map((row) => [row.agency, row.from_beginning ? 'beginning' : 'end']))
}

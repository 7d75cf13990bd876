import type { DeclarationId } from '@unefois/domain/ids.ts'
import type { PoolClient } from 'pg'

/**
 * Opening a delivery that waits for a condition and meeting that condition exclude each other, one declaration at a
 * time: else each could miss what the other has not committed yet, and the delivery would wait for ever.
 */
export const lockConditions = async (
  client: PoolClient,
  declarations: readonly DeclarationId[],
): Promise<void> => {
  const sorted = [...new Set(declarations)].sort()
  if (sorted.length === 0) return
  await client.query(
    'select pg_advisory_xact_lock(hashtextextended(id, 1)) from unnest($1::text[]) as declarations(id)',
    [sorted],
  )
}

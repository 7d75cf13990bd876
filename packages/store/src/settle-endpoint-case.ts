import type { DecidedBy } from '@unefois/broker/ports/conditions.ts'
import type { PoolClient } from 'pg'

/** An endpoint that is no longer paused, or is no more, needs nobody's attention. */
export const settleEndpointCase = async (
  client: PoolClient,
  endpoint: string,
  by: DecidedBy,
): Promise<void> => {
  await client.query(
    `with settled as (
       update cases set resolved_at = now(), resolved_by = $2, decision = 'resumed'
        where endpoint_id = $1 and resolved_at is null returning id, agency
     )
     insert into audit_log (at, code, actor, agency, facts)
     select now(), 'case.resolved', $2, agency,
            jsonb_build_object('case', id, 'endpoint', $1::text, 'decision', 'resumed') from settled`,
    [endpoint, by.id],
  )
}

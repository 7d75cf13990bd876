import type { CaseToOpen } from '@unefois/broker/ports/cases.ts'
import type { Pool, PoolClient } from 'pg'

/** On its own, or with what gave rise to it. Opening the same one again changes nothing. */
export const openCase = async (
  connection: Pick<Pool | PoolClient, 'query'>,
  id: string,
  { code, declaration, delivery, agency }: CaseToOpen,
): Promise<void> => {
  await connection.query(
    `with opened as (
       insert into cases (id, code, declaration_id, delivery_id, agency) values ($1, $2, $3, $4, $5)
       on conflict do nothing returning id
     )
     insert into audit_log (at, code, actor, declaration_id, delivery_id, agency, facts)
     select now(), 'case.opened', 'broker', $3, $4, $5, jsonb_build_object('case', id, 'code', $2::text) from opened`,
    [id, code, declaration, delivery, agency],
  )
}

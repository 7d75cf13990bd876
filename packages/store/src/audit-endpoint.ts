import type { DecidedBy } from '@unefois/broker/ports/conditions.ts'
import type { AgencyId } from '@unefois/domain/ids.ts'
import type { Pool, PoolClient } from 'pg'

export type EndpointAudit = {
  readonly id: string
  readonly agency: AgencyId
  readonly by: DecidedBy
  /** Never a secret, nor a URL, whose path may be one. */
  readonly facts: Readonly<Record<string, string | number | boolean>>
}

/** What was done to an endpoint, for the audit log. */
export const auditEndpoint = async (
  connection: Pick<Pool | PoolClient, 'query'>,
  code: string,
  { id, agency, by, facts }: EndpointAudit,
): Promise<void> => {
  await connection.query(
    `insert into audit_log (at, code, actor, agency, facts) values (now(), $1, $2, $3, $4)`,
    [code, by.id, agency, JSON.stringify({ endpoint: id, ...facts })],
  )
}

import type { PausedBecause } from '@unefois/broker/ports/endpoints.ts'
import { auditEndpoint } from './audit-endpoint.ts'
import { transaction } from './pool.ts'
import { type NamedEndpoint, type RegisterParts, tellSenders } from './register-parts.ts'

const broker = { id: 'broker' }

/** Pauses an endpoint that said so, with the case for whoever must call its agency. False when it was not active. */
export const pauseEndpoint = async (
  parts: RegisterParts,
  named: NamedEndpoint,
  because: PausedBecause,
): Promise<boolean> => {
  const paused = await transaction(parts.pool, async (client) => {
    const { rowCount } = await client.query(
      `update endpoints set state = 'paused', paused_because = $2 where id = $1 and state = 'active'`,
      [named.id, because],
    )
    if (rowCount !== 1) return false
    await auditEndpoint(client, 'endpoint.paused', { ...named, by: broker, facts: { because } })
    await client.query(
      `with opened as (
         insert into cases (id, code, agency, endpoint_id) values ($1, 'endpoint-paused', $2, $3)
         on conflict do nothing returning id
       )
       insert into audit_log (at, code, actor, agency, facts)
       select now(), 'case.opened', 'broker', $2,
              jsonb_build_object('case', id, 'code', 'endpoint-paused', 'endpoint', $3::text) from opened`,
      [parts.newId(), named.agency, named.id],
    )
    return true
  })
  if (paused) tellSenders(parts, named.agency)
  return paused
}

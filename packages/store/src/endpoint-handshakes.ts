import type { EndpointRegister } from '@unefois/broker/ports/endpoint-register.ts'
import { auditEndpoint } from './audit-endpoint.ts'
import { type EndpointRow, selectEndpoints, toRegisteredEndpoint } from './endpoint-rows.ts'
import { type RegisterParts, tellSenders } from './register-parts.ts'

const broker = { id: 'broker' }

/** What comes of asking endpoints whether they are there. Only of an unverified one under the URL that was asked. */
export const endpointHandshakes = (
  parts: RegisterParts,
): Pick<EndpointRegister, 'noteHandshake' | 'takeUnverified'> => ({
  noteHandshake: async ({ id, agency, url }, { answered, allowedOrigin, allowedRatePerMinute }, again) => {
    const { pool } = parts
    if (!answered) {
      await pool.query(
        `update endpoints set probes = probes + 1, probe_at = now() + $3 * interval '1 millisecond'
          where id = $1 and url = $2 and state = 'unverified'`,
        [id, url, again.againMs],
      )
      return
    }
    const { rowCount } = await pool.query(
      `update endpoints
          set state = 'active', verified_at = now(), ever_active_at = coalesce(ever_active_at, now()), probes = 0,
              granted_origin = $3, allowed_rate_per_minute = $4
        where id = $1 and url = $2 and state = 'unverified'`,
      [id, url, allowedOrigin === null ? null : again.origin, allowedRatePerMinute],
    )
    if (rowCount !== 1) return
    await auditEndpoint(pool, 'endpoint.verified', {
      id,
      agency,
      by: broker,
      facts: { consented: allowedOrigin !== null },
    })
    tellSenders(parts, agency)
  },

  takeUnverified: async (limit, leaseMs) => {
    const { rows } = await parts.pool.query<EndpointRow>(
      `with due as (
         select id from endpoints where state = 'unverified' and probe_at <= now()
          order by probe_at limit $1 for update skip locked
       ), taken as (
         update endpoints set probe_at = now() + $2 * interval '1 millisecond'
          where id in (select id from due) returning id
       )
       ${selectEndpoints} where e.id in (select id from taken)`,
      [limit, leaseMs],
    )
    return rows.map((row) => toRegisteredEndpoint(parts.vault, row))
  },
})

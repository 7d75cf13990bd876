import type { AgencyNetworks } from '@unefois/broker/ports/endpoint-register.ts'
import { transaction } from './pool.ts'
import { type RegisterParts, tellSenders } from './register-parts.ts'

export const agencyNetworks = (parts: Pick<RegisterParts, 'pool' | 'wakeUps'>): AgencyNetworks => ({
  of: async (agency) => {
    const { rows } = await parts.pool.query<{ networks: readonly string[] }>(
      'select networks from agency_networks where agency = $1',
      [agency],
    )
    return rows[0]?.networks ?? []
  },

  replace: async (agency, networks, { reason, by }) => {
    await transaction(parts.pool, async (client) => {
      await client.query(
        `insert into agency_networks (agency, networks) values ($1, $2)
         on conflict (agency) do update set networks = excluded.networks`,
        [agency, networks],
      )
      await client.query(
        `insert into audit_log (at, code, actor, agency, facts) values (now(), 'networks.replaced', $1, $2, $3)`,
        [by.id, agency, JSON.stringify({ networks, reason })],
      )
    })
    tellSenders(parts, agency)
  },
})

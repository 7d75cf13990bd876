import type { DecidedBy } from '@unefois/broker/ports/conditions.ts'
import type {
  EndpointChange,
  EndpointOverview,
  EndpointRegister,
  NewEndpoint,
  RegisteredEndpoint,
} from '@unefois/broker/ports/endpoint-register.ts'
import type { Vault } from '@unefois/broker/ports/vault.ts'
import type { PoolClient } from 'pg'
import { auditEndpoint } from './audit-endpoint.ts'
import { endpointHandshakes } from './endpoint-handshakes.ts'
import { insertKeys, rotateKeys } from './endpoint-keys.ts'
import { type EndpointRow, sealSettings, selectEndpoints, toRegisteredEndpoint } from './endpoint-rows.ts'
import { pauseFailing } from './pause-failing.ts'
import { transaction } from './pool.ts'
import { type NamedEndpoint, type RegisterParts, tellSenders } from './register-parts.ts'
import { settleEndpointCase } from './settle-endpoint-case.ts'

/** The endpoint, locked against others until the transaction ends. */
const lockEndpoint = async (
  client: PoolClient,
  vault: Vault,
  { agency, id }: NamedEndpoint,
): Promise<RegisteredEndpoint | null> => {
  const { rows } = await client.query<EndpointRow>(
    `${selectEndpoints} where e.id = $1 and e.agency = $2 for update of e`,
    [id, agency],
  )
  return rows[0] === undefined ? null : toRegisteredEndpoint(vault, rows[0])
}

type Reading = Pick<EndpointRegister, 'find' | 'ofAgency' | 'overview' | 'publicKeys'>

const readingEndpoints = ({ pool, vault }: RegisterParts): Reading => {
  const read = async (where: string, values: readonly unknown[]): Promise<readonly RegisteredEndpoint[]> => {
    const { rows } = await pool.query<EndpointRow>(`${selectEndpoints} ${where}`, [...values])
    return rows.map((row) => toRegisteredEndpoint(vault, row))
  }
  return {
    find: async (agency, id) => (await read('where e.id = $1 and e.agency = $2', [id, agency]))[0] ?? null,
    ofAgency: (agency) => read('where e.agency = $1 order by e.id desc', [agency]),
    overview: async () => {
      const { rows } = await pool.query<EndpointOverview>(
        `select id, agency, url, state, paused_because as "pausedBecause", created_at as "createdAt"
           from endpoints order by agency, id desc`,
      )
      return rows
    },
    publicKeys: async () => {
      const { rows } = await pool.query<{ public_key: string }>(
        'select public_key from endpoint_keys where expires_at is null or expires_at > now() order by id desc',
      )
      return rows.map(({ public_key }) => public_key)
    },
  }
}

export const endpointRegister = (parts: RegisterParts): EndpointRegister => {
  const { pool, vault } = parts
  const reading = readingEndpoints(parts)

  /** Works on an endpoint that nobody else changes meanwhile, and returns it as it then is. */
  const work = async (
    named: NamedEndpoint,
    on: (client: PoolClient, current: RegisteredEndpoint) => Promise<void>,
  ): Promise<RegisteredEndpoint | null> => {
    const known = await transaction(pool, async (client) => {
      const current = await lockEndpoint(client, vault, named)
      if (current !== null) await on(client, current)
      return current !== null
    })
    if (!known) return null
    tellSenders(parts, named.agency)
    return reading.find(named.agency, named.id)
  }

  return {
    ...reading,
    ...endpointHandshakes(parts),
    pauseFailing: pauseFailing(parts),
    add: async (endpoint, by) => {
      const { agency } = endpoint
      const id = parts.newId()
      await transaction(pool, (client) => insertEndpoint(client, parts, { ...endpoint, id, by }))
      tellSenders(parts, agency)
      const added = await reading.find(agency, id)
      if (added === null) throw new Error('an endpoint was removed while it was registered')
      return added
    },
    change: (named, decide, by) =>
      work(named, (client, current) => writeChange(client, vault, { current, change: decide(current), by })),
    rotate: (named, keys, how) => work(named, (client) => rotateKeys(client, parts, { named, keys, how })),
    remove: async (named, by) => {
      const removed = await transaction(pool, (client) => deleteEndpoint(client, named, by))
      if (removed) tellSenders(parts, named.agency)
      return removed
    },
  }
}

const insertEndpoint = async (
  client: PoolClient,
  parts: RegisterParts,
  { id, agency, url, settings, keys, by }: NewEndpoint & { readonly id: string; readonly by: DecidedBy },
): Promise<void> => {
  await client.query(
    `insert into endpoints (id, agency, url, state, settings) values ($1, $2, $3, 'unverified', $4)`,
    [id, agency, url, sealSettings(parts.vault, id, settings)],
  )
  await insertKeys(client, parts, { endpoint: id, keys })
  await auditEndpoint(client, 'endpoint.registered', { id, agency, by, facts: {} })
}

const deleteEndpoint = async (client: PoolClient, named: NamedEndpoint, by: DecidedBy): Promise<boolean> => {
  const { rowCount } = await client.query('delete from endpoints where id = $1 and agency = $2', [
    named.id,
    named.agency,
  ])
  if (rowCount !== 1) return false
  await auditEndpoint(client, 'endpoint.removed', { ...named, by, facts: {} })
  await settleEndpointCase(client, named.id, by)
  return true
}

type Changing = {
  readonly current: RegisteredEndpoint
  readonly change: EndpointChange
  readonly by: DecidedBy
}

/** Another URL is verified anew; resumed before somebody answered there, it waits for that. */
const writeChange = async (
  client: PoolClient,
  vault: Vault,
  { current, change, by }: Changing,
): Promise<void> => {
  const { id, agency } = current
  const moved = change.url !== undefined && change.url !== current.url
  const verified = !moved && current.verifiedAt !== null
  const paused = (change.state ?? current.state) === 'paused'
  const state = paused ? 'paused' : verified ? 'active' : 'unverified'
  await client.query(
    `update endpoints
        set url = $2, settings = $3, state = $4,
            paused_because = case when $4 = 'paused' then coalesce(paused_because, 'by-agency') end,
            verified_at = case when $5 then null else verified_at end,
            granted_origin = case when $5 then null else granted_origin end,
            allowed_rate_per_minute = case when $5 then null else allowed_rate_per_minute end,
            probes = 0, probe_at = now()
      where id = $1`,
    [
      id,
      change.url ?? current.url,
      sealSettings(vault, id, change.settings ?? current.settings),
      state,
      moved,
    ],
  )
  const facts = { from: current.state, to: state, moved, settings: change.settings !== undefined }
  await auditEndpoint(client, 'endpoint.changed', { id, agency, by, facts })
  if (state !== 'paused') await settleEndpointCase(client, id, by)
}

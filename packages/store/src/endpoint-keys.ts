import type { DecidedBy } from '@unefois/broker/ports/conditions.ts'
import type { NewKeys } from '@unefois/broker/ports/endpoint-register.ts'
import type { PoolClient } from 'pg'
import { auditEndpoint } from './audit-endpoint.ts'
import { sealKeys } from './endpoint-rows.ts'
import type { NamedEndpoint, RegisterParts } from './register-parts.ts'

type Keying = Pick<RegisterParts, 'vault' | 'newId'>

/** Each signs every notice, at some 50 µs; and what verifies looks at 16 signatures, two of a key, at most. */
const mostFormer = 4

export const insertKeys = async (
  client: PoolClient,
  { vault, newId }: Keying,
  { endpoint, keys }: { readonly endpoint: string; readonly keys: NewKeys },
): Promise<void> => {
  const id = newId()
  await client.query(
    'insert into endpoint_keys (id, endpoint_id, public_key, sealed) values ($1, $2, $3, $4)',
    [id, endpoint, keys.publicKey, sealKeys(vault, { endpoint, id }, keys)],
  )
}

type Rotating = {
  readonly named: NamedEndpoint
  readonly keys: NewKeys
  readonly how: { readonly overlapMs: number; readonly by: DecidedBy }
}

/** The caller holds the endpoint's row. What has expired is destroyed, and so are the oldest beyond `mostFormer`. */
export const rotateKeys = async (
  client: PoolClient,
  keying: Keying,
  { named, keys, how }: Rotating,
): Promise<void> => {
  const { id } = named
  await client.query(
    `update endpoint_keys
        set expires_at = least(coalesce(expires_at, 'infinity'), now() + $2 * interval '1 millisecond')
      where endpoint_id = $1`,
    [id, how.overlapMs],
  )
  await client.query(
    `delete from endpoint_keys
      where endpoint_id = $1
        and (expires_at <= now() or id not in (
          select id from endpoint_keys where endpoint_id = $1 and expires_at > now() order by id desc limit $2))`,
    [id, mostFormer],
  )
  await insertKeys(client, keying, { endpoint: id, keys })
  await auditEndpoint(client, 'endpoint.keys-rotated', {
    ...named,
    by: how.by,
    facts: { overlapMinutes: Math.round(how.overlapMs / 60_000) },
  })
}

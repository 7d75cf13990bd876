import type {
  EndpointKey,
  EndpointSettings,
  RegisteredEndpoint,
} from '@unefois/broker/ports/endpoint-register.ts'
import type { Vault } from '@unefois/broker/ports/vault.ts'

type KeyRow = {
  readonly id: string
  readonly public_key: string
  /** Base64. */
  readonly sealed: string
  readonly created_at: string
  readonly expires_at: string | null
}

export type EndpointRow = Omit<RegisteredEndpoint, 'settings' | 'keys'> & {
  readonly settings: Buffer
  readonly keys: readonly KeyRow[] | null
}

/** An endpoint with its keys that count, the newest first. To be followed by `where`, of `endpoints e`. */
export const selectEndpoints = `
  select e.id, e.agency, e.url, e.state, e.paused_because as "pausedBecause", e.settings, e.created_at as "createdAt",
         e.verified_at as "verifiedAt", e.ever_active_at is not null as "everActive", e.probes,
         e.granted_origin as "grantedOrigin", e.allowed_rate_per_minute as "allowedRatePerMinute",
         (select json_agg(json_build_object('id', k.id, 'public_key', k.public_key, 'sealed', encode(k.sealed, 'base64'),
                                            'created_at', k.created_at, 'expires_at', k.expires_at) order by k.id desc)
            from endpoint_keys k
           where k.endpoint_id = e.id and (k.expires_at is null or k.expires_at > now())) as keys
    from endpoints e`

const settingsContext = (endpoint: string): string => `endpoint-settings:${endpoint}`
const keyContext = (endpoint: string, key: string): string => `endpoint-key:${endpoint}:${key}`

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))

export const sealSettings = (vault: Vault, endpoint: string, settings: EndpointSettings): Buffer =>
  vault.sealSecret(settingsContext(endpoint), json(settings))

/** `keys`: the endpoint's id and the key's own. */
export const sealKeys = (
  vault: Vault,
  { endpoint, id }: { readonly endpoint: string; readonly id: string },
  { secret, signingKey }: Pick<EndpointKey, 'secret' | 'signingKey'>,
): Buffer => vault.sealSecret(keyContext(endpoint, id), json({ secret, signingKey }))

const openKey = (vault: Vault, endpoint: string, row: KeyRow): EndpointKey => {
  const sealed = Buffer.from(row.sealed, 'base64')
  const opened = JSON.parse(vault.openSecret(keyContext(endpoint, row.id), sealed).toString()) as Pick<
    EndpointKey,
    'secret' | 'signingKey'
  >
  return {
    ...opened,
    publicKey: row.public_key,
    createdAt: new Date(row.created_at),
    expiresAt: row.expires_at === null ? null : new Date(row.expires_at),
  }
}

/** What was saved before there was a setting has its default. */
const openSettings = (vault: Vault, { id, settings }: EndpointRow): EndpointSettings => {
  const saved = JSON.parse(vault.openSecret(settingsContext(id), settings).toString()) as EndpointSettings
  return { ...saved, httpSignature: saved.httpSignature ?? false }
}

/** Throws when what is sealed was altered, or the root key is another one. */
export const toRegisteredEndpoint = (vault: Vault, row: EndpointRow): RegisteredEndpoint => ({
  ...row,
  settings: openSettings(vault, row),
  keys: (row.keys ?? []).map((key) => openKey(vault, row.id, key)),
})

import type { AgencyId } from '@unefois/domain/ids.ts'
import type { DecidedBy } from './conditions.ts'
import type { EndpointOAuth2, EndpointTls, PausedBecause, SigningKeys } from './endpoints.ts'
import type { Handshake } from './handshake.ts'

/** `unverified`: nobody has answered there yet; nothing is sent to it, and it is asked again by itself. */
export const endpointStates = ['active', 'unverified', 'paused'] as const
export type EndpointState = (typeof endpointStates)[number]

/** How an agency wants to be sent to. Holds secrets: sealed at rest, never given back. */
export type EndpointSettings = {
  /** The agency's own limit when null. */
  readonly timeoutMs: number | null
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly tls: EndpointTls | null
  readonly oauth2: EndpointOAuth2 | null
  readonly slots: number | null
  readonly ratePerSecond: number | null
  readonly batchSize: number
  readonly httpSignature: boolean
}

/** What signs, and since when. */
export type EndpointKey = SigningKeys & {
  /** `whpk_…`, the half that may be published. */
  readonly publicKey: string
  readonly createdAt: Date
  /** End of a rotation's overlap; null for the newest. */
  readonly expiresAt: Date | null
}

export type RegisteredEndpoint = {
  readonly id: string
  readonly agency: AgencyId
  readonly url: string
  readonly state: EndpointState
  readonly pausedBecause: PausedBecause | 'by-agency' | null
  readonly settings: EndpointSettings
  /** Those that count now, the newest first. */
  readonly keys: readonly EndpointKey[]
  readonly createdAt: Date
  /** When somebody first answered under its present URL. */
  readonly verifiedAt: Date | null
  /** Whether anything has ever been sent to it: a simulator never takes its place again. */
  readonly everActive: boolean
  /** How often it was asked without an answer. */
  readonly probes: number
  /** Our origin, once it has consented to it; goes out with every notice. */
  readonly grantedOrigin: string | null
  /** Notices a minute, as it said when it consented. */
  readonly allowedRatePerMinute: number | null
}

export type EndpointOverview = Pick<
  RegisteredEndpoint,
  'id' | 'agency' | 'url' | 'state' | 'pausedBecause' | 'createdAt'
>

export type NewEndpoint = Pick<RegisteredEndpoint, 'agency' | 'url' | 'settings'> & { readonly keys: NewKeys }
export type NewKeys = SigningKeys & Pick<EndpointKey, 'publicKey'>

/** Only what is to change. Another URL has to be verified anew. */
export type EndpointChange = Partial<Pick<RegisteredEndpoint, 'url' | 'settings'>> & {
  readonly state?: 'active' | 'paused'
}

/** Where agencies receive, as they registered it. Every change is audited and shows in less than 5 s. */
export type EndpointRegister = {
  /** Unverified, until somebody answers there. */
  add(endpoint: NewEndpoint, by: DecidedBy): Promise<RegisteredEndpoint>
  /** The newest first. */
  ofAgency(agency: AgencyId): Promise<readonly RegisteredEndpoint[]>
  /** Of every agency, the newest first, without what is secret. */
  overview(): Promise<readonly EndpointOverview[]>
  /** `whpk_…` of every key with which something is signed now. */
  publicKeys(): Promise<readonly string[]>
  /** Null for another agency's too. */
  find(agency: AgencyId, id: string): Promise<RegisteredEndpoint | null>
  /** Null when there is none; `decide` sees it as it is, nobody else changing it meanwhile. */
  change(
    endpoint: { readonly agency: AgencyId; readonly id: string },
    decide: (current: RegisteredEndpoint) => EndpointChange,
    by: DecidedBy,
  ): Promise<RegisteredEndpoint | null>
  /** New keys; the former ones go on signing beside them for the overlap, none of them longer. */
  rotate(
    endpoint: { readonly agency: AgencyId; readonly id: string },
    keys: NewKeys,
    how: { readonly overlapMs: number; readonly by: DecidedBy },
  ): Promise<RegisteredEndpoint | null>
  /** Its keys and secrets with it. */
  remove(endpoint: { readonly agency: AgencyId; readonly id: string }, by: DecidedBy): Promise<boolean>
  /** An answer makes an unverified one active; without one it is asked again after `againMs`. */
  noteHandshake(
    endpoint: RegisteredEndpoint,
    handshake: Handshake,
    again: { readonly origin: string; readonly againMs: number },
  ): Promise<void>
  /** Unverified ones whose time has come; nobody else gets the same within `leaseMs`. */
  takeUnverified(limit: number, leaseMs: number): Promise<readonly RegisteredEndpoint[]>
  /** Pauses those to which nothing but failures has come since before an instant, and tells the operators. */
  pauseFailing(since: Date): Promise<readonly { readonly agency: AgencyId; readonly id: string }[]>
}

/** Networks that are not public and in which one agency's endpoints may lie, as an operator allowed. */
export type AgencyNetworks = {
  of(agency: AgencyId): Promise<readonly string[]>
  replace(
    agency: AgencyId,
    networks: readonly string[],
    why: { readonly reason: string; readonly by: DecidedBy },
  ): Promise<void>
}

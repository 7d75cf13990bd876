import type { AgencyId } from '@unefois/domain/ids.ts'

/** What one notice is signed with. */
export type SigningKeys = {
  /** `whsec_` + base64, 24–64 bytes (Standard Webhooks `v1`). */
  readonly secret: string
  /** `whsk_` + base64 of the Ed25519 seed and public key (`v1a`). */
  readonly signingKey: string
}

/** PEM, each on its own optional. */
export type EndpointTls = {
  /** The authority that the endpoint's certificate chains to; the system's own when null. */
  readonly certificateAuthority: string | null
  /** What we show of ourselves (mTLS). */
  readonly client: { readonly certificate: string; readonly key: string } | null
}

/** Client credentials (RFC 6749, section 4.4) whose token goes out as `Authorization: Bearer`. */
export type EndpointOAuth2 = {
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scope: string | null
}

/** Where an agency receives, and how it wants to be sent to. */
export type Endpoint = {
  /** Null for a simulator's, which nobody registered. */
  readonly id: string | null
  readonly agency: AgencyId
  readonly url: string
  /** The newest first. More than one while a rotation's overlap lasts: a notice then carries a signature of each. */
  readonly keys: readonly SigningKeys[]
  readonly timeoutMs: number
  /** Networks in which the endpoint may lie although they are not public; plain http is allowed there. */
  readonly allowedNetworks: readonly string[]
  /** Sent with every notice, names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly tls: EndpointTls | null
  readonly oauth2: EndpointOAuth2 | null
  /** Requests under way at once; the agency's own limit when null. */
  readonly slots: number | null
  /** Notices a second at most; no limit when null. */
  readonly ratePerSecond: number | null
  /** Notices in one request (`application/cloudevents-batch+json`); 1: one by one. */
  readonly batchSize: number
  /** Whether notices are signed by HTTP Message Signatures (RFC 9421) too, beside Standard Webhooks. */
  readonly httpSignature: boolean
}

/**
 * Why an endpoint was paused by the broker itself: a 410, the receiver's `webhook-delivery: disable`, or days in which
 * nothing arrived there.
 */
export type PausedBecause = 'gone' | 'disabled-by-receiver' | 'failing'

export type Endpoints = {
  /** Null while the agency has none that is active: its deliveries wait. A change shows in less than 5 s. */
  of(agency: AgencyId): Promise<Endpoint | null>
  /** Pauses it and tells its agency and the operators. */
  pause(endpoint: Endpoint, because: PausedBecause): Promise<void>
}

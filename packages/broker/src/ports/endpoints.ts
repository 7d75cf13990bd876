import type { AgencyId } from '@unefois/domain/ids.ts'

/** Where an agency receives, and with what it is signed. */
export type Endpoint = {
  readonly agency: AgencyId
  readonly url: string
  /** `whsec_` + base64, 24–64 bytes (Standard Webhooks `v1`). */
  readonly secret: string
  /** `whsk_` + base64 of the Ed25519 seed and public key (`v1a`). */
  readonly signingKey: string
  readonly timeoutMs: number
  /** Networks in which the endpoint may lie although they are not public; plain http is allowed there. */
  readonly allowedNetworks: readonly string[]
}

export type Endpoints = {
  /** Null while the agency has none that is active: its deliveries wait. */
  of(agency: AgencyId): Promise<Endpoint | null>
}

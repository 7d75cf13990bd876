import { z } from 'zod'

const EndpointState = z.enum(['active', 'unverified', 'paused'])

/** An endpoint as its agency sees it: no secret, and of its own headers the names only. */
export const EndpointAnswer = z.object({
  id: z.uuid(),
  url: z.string(),
  state: EndpointState,
  /** `gone` (a 410), `disabled-by-receiver` or `by-agency`. */
  pausedBecause: z.enum(['gone', 'disabled-by-receiver', 'failing', 'by-agency']).nullable(),
  timeoutMs: z.int().nullable(),
  headers: z.array(z.string()),
  tls: z.object({ certificateAuthority: z.boolean(), client: z.boolean() }).nullable(),
  oauth2: z.object({ tokenUrl: z.string(), clientId: z.string(), scope: z.string().nullable() }).nullable(),
  slots: z.int().nullable(),
  ratePerSecond: z.number().nullable(),
  batchSize: z.int(),
  httpSignature: z.boolean(),
  /** Whether it consented by the handshake to being sent to, and how fast. */
  consented: z.boolean(),
  allowedRatePerMinute: z.int().nullable(),
  createdAt: z.iso.datetime(),
  verifiedAt: z.iso.datetime().nullable(),
  /** What its notices are signed with now, the newest first. */
  keys: z.array(
    z.object({ publicKey: z.string(), createdAt: z.iso.datetime(), expiresAt: z.iso.datetime().nullable() }),
  ),
})

/** At registration, and only then: the secret. */
export const NewEndpointAnswer = EndpointAnswer.extend({
  secret: z.string().meta({ examples: ['whsec_…'] }),
  publicKey: z.string().meta({ examples: ['whpk_…'] }),
})

export const EndpointList = z.object({ items: z.array(EndpointAnswer), next: z.null() })

/** New keys of an endpoint. The secret is shown here only. */
export const KeysAnswer = z.object({
  secret: z.string(),
  publicKey: z.string(),
  /** Until when the former keys go on signing beside them. */
  overlapUntil: z.iso.datetime(),
})

/** What came of a test notification. */
export const EndpointTestAnswer = z.object({
  /** Its `webhook-id`. */
  id: z.uuid(),
  state: EndpointState,
  status: z.int().nullable(),
  failure: z.string().nullable(),
  durationMs: z.int(),
  /** The beginning of what was answered. */
  answer: z.string(),
})

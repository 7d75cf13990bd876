import { z } from 'zod'

/** A chain of a few certificates takes 8 KiB. */
const Pem = z.string().min(1).max(32_768)
const Secret = z.string().min(1).max(4_096)

const Tls = z.strictObject({
  /** PEM of the authority that the endpoint's certificate chains to; the public ones when absent. */
  certificateAuthority: Pem.optional(),
  /** PEM of what we show of ourselves (mTLS). */
  client: z.strictObject({ certificate: Pem, key: Pem }).optional(),
})

const OAuth2 = z.strictObject({
  tokenUrl: z.string().min(1).max(2_048),
  clientId: z.string().min(1).max(400),
  clientSecret: Secret,
  scope: z.string().min(1).max(1_000).optional(),
})

const fields = {
  url: z
    .string()
    .min(1)
    .max(2_048)
    .meta({ examples: ['https://agency.example/une-fois'] }),
  /** Whole-request deadline of a notice, milliseconds; the agency's own when absent. */
  timeoutMs: z.int().min(100).max(30_000),
  /** Sent with every notice; values are not given back. */
  headers: z.record(z.string(), z.string()),
  tls: Tls,
  /** Client credentials whose token goes out as `Authorization: Bearer`. */
  oauth2: OAuth2,
  /** Requests under way at once; the agency's own limit when absent. */
  slots: z.int().min(1).max(256),
  /** Notices a second at most; no limit of the endpoint's when absent. */
  ratePerSecond: z.number().positive().max(10_000),
  /** Notices in one request at most (`application/cloudevents-batch+json`); 1 when absent: one by one. */
  batchSize: z.int().min(1).max(500),
  /** Sign by HTTP Message Signatures (RFC 9421) too; Standard Webhooks alone when absent. */
  httpSignature: z.boolean(),
}

/** Where an agency receives, and how it wants to be sent to. */
export const EndpointRequest = z.strictObject({
  url: fields.url,
  timeoutMs: fields.timeoutMs.optional(),
  headers: fields.headers.optional(),
  tls: fields.tls.optional(),
  oauth2: fields.oauth2.optional(),
  slots: fields.slots.optional(),
  ratePerSecond: fields.ratePerSecond.optional(),
  batchSize: fields.batchSize.optional(),
  httpSignature: fields.httpSignature.optional(),
})

/** Only what is to change; null takes a setting away. Headers, TLS and OAuth2 are replaced whole. */
export const EndpointPatch = z.strictObject({
  state: z.enum(['active', 'paused']).optional(),
  url: fields.url.optional(),
  timeoutMs: fields.timeoutMs.nullish(),
  headers: fields.headers.nullish(),
  tls: fields.tls.nullish(),
  oauth2: fields.oauth2.nullish(),
  slots: fields.slots.nullish(),
  ratePerSecond: fields.ratePerSecond.nullish(),
  batchSize: fields.batchSize.nullish(),
  httpSignature: fields.httpSignature.nullish(),
})

import type { EndpointSettings, RegisteredEndpoint } from '@unefois/broker/ports/endpoint-register.ts'
import type { EndpointAnswer } from '@unefois/schemas/answers/endpoint-answer.ts'
import type { z } from 'zod'

const instant = (at: Date | null): string | null => at?.toISOString() ?? null

/** What it is and that it has secrets, never one of them. */
const renderSettings = ({
  timeoutMs,
  headers,
  tls,
  oauth2,
  slots,
  ratePerSecond,
  batchSize,
  httpSignature,
}: EndpointSettings) => ({
  timeoutMs,
  headers: Object.keys(headers),
  tls: tls && { certificateAuthority: tls.certificateAuthority !== null, client: tls.client !== null },
  oauth2: oauth2 && { tokenUrl: oauth2.tokenUrl, clientId: oauth2.clientId, scope: oauth2.scope },
  slots,
  ratePerSecond,
  batchSize,
  httpSignature,
})

export const renderEndpoint = (endpoint: RegisteredEndpoint): z.input<typeof EndpointAnswer> => ({
  id: endpoint.id,
  url: endpoint.url,
  state: endpoint.state,
  pausedBecause: endpoint.pausedBecause,
  ...renderSettings(endpoint.settings),
  consented: endpoint.grantedOrigin !== null,
  allowedRatePerMinute: endpoint.allowedRatePerMinute,
  createdAt: endpoint.createdAt.toISOString(),
  verifiedAt: instant(endpoint.verifiedAt),
  keys: endpoint.keys.map(({ publicKey, createdAt, expiresAt }) => ({
    publicKey,
    createdAt: createdAt.toISOString(),
    expiresAt: instant(expiresAt),
  })),
})

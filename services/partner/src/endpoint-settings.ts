import type { EndpointSettings } from '@unefois/broker/ports/endpoint-register.ts'
import type { EndpointPatch, EndpointRequest } from '@unefois/schemas/requests/endpoint-request.ts'
import type { z } from 'zod'

type Asked = z.output<typeof EndpointRequest>
type Patched = z.output<typeof EndpointPatch>

const tlsOf = (tls: Asked['tls'] | null): EndpointSettings['tls'] =>
  tls === null || tls === undefined
    ? null
    : { certificateAuthority: tls.certificateAuthority ?? null, client: tls.client ?? null }

const oauth2Of = (oauth2: Asked['oauth2'] | null): EndpointSettings['oauth2'] =>
  oauth2 === null || oauth2 === undefined ? null : { ...oauth2, scope: oauth2.scope ?? null }

const inLowerCase = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

export const settingsOf = (asked: Asked): EndpointSettings => ({
  timeoutMs: asked.timeoutMs ?? null,
  headers: inLowerCase(asked.headers ?? {}),
  tls: tlsOf(asked.tls),
  oauth2: oauth2Of(asked.oauth2),
  slots: asked.slots ?? null,
  ratePerSecond: asked.ratePerSecond ?? null,
  batchSize: asked.batchSize ?? 1,
  httpSignature: asked.httpSignature ?? false,
})

/** What is not named stays; null takes it away. */
export const patchedSettings = (current: EndpointSettings, patch: Patched): EndpointSettings => ({
  timeoutMs: patch.timeoutMs === undefined ? current.timeoutMs : patch.timeoutMs,
  headers: patch.headers === undefined ? current.headers : inLowerCase(patch.headers ?? {}),
  tls: patch.tls === undefined ? current.tls : tlsOf(patch.tls),
  oauth2: patch.oauth2 === undefined ? current.oauth2 : oauth2Of(patch.oauth2),
  slots: patch.slots === undefined ? current.slots : patch.slots,
  ratePerSecond: patch.ratePerSecond === undefined ? current.ratePerSecond : patch.ratePerSecond,
  batchSize: patch.batchSize === undefined ? current.batchSize : (patch.batchSize ?? 1),
  httpSignature: patch.httpSignature === undefined ? current.httpSignature : (patch.httpSignature ?? false),
})

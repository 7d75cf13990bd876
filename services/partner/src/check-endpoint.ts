import type { EndpointSettings } from '@unefois/broker/ports/endpoint-register.ts'
import type { Flaw } from '@unefois/domain/refusal.ts'
import { pointer } from '@unefois/schemas/pointer.ts'
import { checkEndpointHeaders } from '@unefois/webhook/check-endpoint-headers.ts'
import { checkEndpointTls, type EndpointTlsFlaw } from '@unefois/webhook/check-endpoint-tls.ts'
import { checkEndpointUrl } from '@unefois/webhook/check-endpoint-url.ts'

export type EndpointToCheck = {
  /** Null where it stays as it was. */
  readonly url: string | null
  readonly settings: EndpointSettings
  /** As given, whose names may be in any case. */
  readonly headers: Readonly<Record<string, string>>
}

const placeOfTls: Readonly<Record<EndpointTlsFlaw, string>> = {
  'tls-authority': '/tls/certificateAuthority',
  'tls-client-certificate': '/tls/client/certificate',
  'tls-client-key': '/tls/client/key',
}

const flawOfUrl = async (
  at: string,
  url: string | null | undefined,
  allowedNetworks: readonly string[],
): Promise<readonly Flaw[]> => {
  const flaw = url === null || url === undefined ? null : await checkEndpointUrl(url, allowedNetworks)
  return flaw === null ? [] : [{ pointer: at, code: flaw }]
}

/** Everything that is wrong with an endpoint that is to be saved. Resolves names; sends nothing. */
export const checkEndpoint = async (
  { url, settings, headers }: EndpointToCheck,
  allowedNetworks: readonly string[],
): Promise<readonly Flaw[]> => {
  const { oauth2, tls } = settings
  const ofHeaders = checkEndpointHeaders(headers, { oauth2: oauth2 !== null })
  const ofTls = tls === null ? null : checkEndpointTls(tls)
  return [
    ...(await flawOfUrl('/url', url, allowedNetworks)),
    ...(await flawOfUrl('/oauth2/tokenUrl', oauth2?.tokenUrl, allowedNetworks)),
    ...ofHeaders.map(({ name, flaw }) => ({
      pointer: name === null ? pointer('headers') : pointer('headers', name),
      code: flaw,
    })),
    ...(ofTls === null ? [] : [{ pointer: placeOfTls[ofTls], code: ofTls }]),
  ]
}

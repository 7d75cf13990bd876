/** Why a header is not taken as an endpoint's. Closed. */
export type EndpointHeaderFlaw =
  /** Not an HTTP field name, or over 64 characters. */
  | 'header-name'
  /** Set by us or by HTTP itself. */
  | 'header-reserved'
  /** Given twice, in whatever case. */
  | 'header-twice'
  /** Not printable ASCII (line breaks above all), empty, or over 4,096 characters. */
  | 'header-value'
  /** More than 20, or over 8,192 characters together. */
  | 'headers-too-many'

const mostHeaders = 20
const mostNameCharacters = 64
const mostValueCharacters = 4096
/** Servers commonly refuse more than 8 KiB of headers altogether; the rest of ours take about half a KiB. */
const mostCharacters = 8192

/** RFC 9110, section 5.6.2. */
const fieldName = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/
/** Without control characters, and without a space at either end, which HTTP would drop. */
const fieldValue = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/

/** Of one connection only, or what delimits a request: with these, one request could be made to look like two. */
const ofConnection = new Set([
  'connection',
  'expect',
  'host',
  'http2-settings',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])
/** What we say ourselves, and what would say something else of the same body. */
const ofOurs = new Set([
  'accept-encoding',
  'signature',
  'signature-input',
  'traceparent',
  'tracestate',
  'user-agent',
])
const reservedBeginnings = ['ce-', 'content-', 'proxy-', 'webhook-']

const isReserved = (name: string, { oauth2 }: { readonly oauth2: boolean }): boolean =>
  ofConnection.has(name) ||
  ofOurs.has(name) ||
  (oauth2 && name === 'authorization') ||
  reservedBeginnings.some((beginning) => name.startsWith(beginning))

/**
 * The check of an endpoint's own headers when they are saved: a flaw for each that may not be, with its name as given
 * (null: of all of them together). Pure. They are to be stored with their names in lower case.
 */
export const checkEndpointHeaders = (
  headers: Readonly<Record<string, string>>,
  context: { readonly oauth2: boolean },
): readonly { readonly name: string | null; readonly flaw: EndpointHeaderFlaw }[] => {
  const entries = Object.entries(headers)
  const seen = new Set<string>()
  const flawOf = (given: string, value: string): EndpointHeaderFlaw | null => {
    const name = given.toLowerCase()
    if (name.length > mostNameCharacters || !fieldName.test(name)) return 'header-name'
    if (isReserved(name, context)) return 'header-reserved'
    if (seen.has(name)) return 'header-twice'
    seen.add(name)
    return value.length > mostValueCharacters || !fieldValue.test(value) ? 'header-value' : null
  }
  const flaws = entries.flatMap(([name, value]) => {
    const flaw = flawOf(name, value)
    return flaw === null ? [] : [{ name, flaw }]
  })
  const characters = entries.reduce((sum, [name, value]) => sum + name.length + value.length, 0)
  const tooMany = entries.length > mostHeaders || characters > mostCharacters
  return tooMany ? [...flaws, { name: null, flaw: 'headers-too-many' }] : flaws
}

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkEndpointHeaders } from './check-endpoint-headers.ts'

const check = (headers: Record<string, string>, oauth2 = false) =>
  checkEndpointHeaders(headers, { oauth2 }).map(({ flaw }) => flaw)

describe("an endpoint's own headers", () => {
  test('what agencies need', () => {
    const headers = { Authorization: 'Basic YTpi', 'X-Api-Key': 'k 1', cookie: 'a=b', 'x-forwarded-for': 'a' }
    expect(check(headers)).toEqual([])
    expect(check({})).toEqual([])
  })

  test.each([
    ...['connection', 'Keep-Alive', 'Proxy-Authorization', 'TE', 'Trailer', 'Transfer-Encoding', 'upgrade'],
    ...['Host', 'Expect', 'Content-Length', 'content-type', 'Content-Digest', 'content-encoding'],
    ...['webhook-id', 'Webhook-Signature', 'webhook-request-origin', 'WebHook-Request-Callback'],
    ...['traceparent', 'User-Agent', 'accept-encoding', 'signature', 'Signature-Input', 'ce-id'],
  ])('%s is reserved', (name) => {
    expect(checkEndpointHeaders({ [name]: 'a' }, { oauth2: false })).toEqual([
      { name, flaw: 'header-reserved' },
    ])
  })

  test('authorization is ours once there is a token to send', () => {
    expect(check({ Authorization: 'Basic YTpi' }, true)).toEqual(['header-reserved'])
  })

  test.each(['', 'a b', 'a:', 'a\r\nb', 'é', 'x-\u0000', '(a)', 'a'.repeat(65)])('%j is no name', (name) => {
    expect(check({ [name]: 'a' })).toEqual(['header-name'])
  })

  test.each([
    '',
    ' ',
    'a\r\nwebhook-id: b',
    'a\nb',
    'a\rb',
    'a\u0000b',
    'a\tb',
    'é',
    ' a',
    'a ',
    'a'.repeat(4097),
  ])('%j is no value', (value) => expect(check({ 'x-a': value })).toEqual(['header-value']))

  test('the same name in another case is given twice', () => {
    expect(check({ 'X-Key': 'a', 'x-key': 'b' })).toEqual(['header-twice'])
  })

  test('twenty, and 8 KiB together', () => {
    const many = (count: number, value = 'a') =>
      Object.fromEntries(Array.from({ length: count }, (_none, index) => [`x-${index}`, value]))
    expect(check(many(20))).toEqual([])
    expect(check(many(21))).toEqual(['headers-too-many'])
    expect(check(many(3, 'a'.repeat(4000)))).toEqual(['headers-too-many'])
  })

  test('what passes can neither end a line nor say what is ours', () => {
    const part = fc.string({
      unit: fc.constantFrom('a', '-', ' ', ':', '\r', '\n', '\t', '\u0000', 'é', 'W'),
    })
    fc.assert(
      fc.property(part, part, (name, value) => {
        if (check({ [name]: 'a' }).length === 0) expect(name).toMatch(/^[!-9;-~]+$/)
        if (check({ 'x-a': value }).length === 0) expect(value).toMatch(/^[ -~]+$/)
      }),
    )
  })
})

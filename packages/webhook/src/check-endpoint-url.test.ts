import { describe, expect, test } from 'vitest'
import { checkEndpointUrl } from './check-endpoint-url.ts'
import type { Resolve } from './guarded-connector.ts'

const resolvesTo =
  (...addresses: string[]): Resolve =>
  (_name, answer) =>
    setImmediate(
      answer,
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
const unresolved: Resolve = (_name, answer) => answer(new Error('no such name'), [])
const local = ['127.0.0.0/8']

describe('an address as saved', () => {
  test.each([
    'https://agency.example/in',
    'https://agency.example:8443/in?a=b#c',
    'https://93.184.216.34/',
    'https://[2606:4700::1111]/',
  ])('%s may be', async (url) => {
    expect(await checkEndpointUrl(url, [], resolvesTo('93.184.216.34', '2606:4700::1111'))).toBeNull()
  })

  test.each([
    ['', 'url-unreadable'],
    ['agency.example', 'url-unreadable'],
    ['/in', 'url-unreadable'],
    ['https://', 'url-unreadable'],
    ['https://agency.example:99999/', 'url-unreadable'],
    ['https://256.1.1.1/', 'url-unreadable'],
    ['https://fe80::1/', 'url-unreadable'],
    ['https://[fe80::1%25eth0]/', 'url-unreadable'],
    [`https://agency.example/${'a'.repeat(2048)}`, 'url-unreadable'],
    ['ftp://agency.example/', 'url-scheme'],
    ['file:///etc/passwd', 'url-scheme'],
    ['javascript:alert(1)', 'url-scheme'],
    ['gopher://agency.example/', 'url-scheme'],
    ['https://user@agency.example/', 'url-credentials'],
    ['https://:secret@agency.example/', 'url-credentials'],
    ['https://agency.example@10.0.0.1/', 'url-credentials'],
    ['http://agency.example/', 'url-not-encrypted'],
    ['http://10.0.0.1/', 'url-not-encrypted'],
    ['https://10.0.0.1/', 'url-not-allowed'],
    ['https://0x7f000001/', 'url-not-allowed'],
    ['https://2130706433/', 'url-not-allowed'],
    ['https://0177.0.0.1/', 'url-not-allowed'],
    ['https://127.1/', 'url-not-allowed'],
    ['https://0/', 'url-not-allowed'],
    ['https://１２７.0.0.1/', 'url-not-allowed'],
    ['https://127。0。0。1/', 'url-not-allowed'],
    ['https://[::1]/', 'url-not-allowed'],
    ['https://[::ffff:8.8.8.8]/', 'url-not-allowed'],
    ['https://[64:ff9b::8.8.8.8]/', 'url-not-allowed'],
    ['https://169.254.169.254/latest/meta-data/', 'url-not-allowed'],
  ] as const)('%s: %s', async (url, flaw) => {
    expect(await checkEndpointUrl(url, [], resolvesTo('93.184.216.34'))).toBe(flaw)
  })

  test('a name is refused for one private address among its public ones, in any order', async () => {
    for (const answers of [
      ['93.184.216.34', '10.0.0.1'],
      ['10.0.0.1', '93.184.216.34'],
      ['2606:4700::1111', 'fd00::1'],
    ]) {
      expect(await checkEndpointUrl('https://agency.example/', [], resolvesTo(...answers))).toBe(
        'url-not-allowed',
      )
    }
  })

  test('a name that leads nowhere now is left to every later connection', async () => {
    expect(await checkEndpointUrl('https://agency.example/', [], unresolved)).toBeNull()
    expect(await checkEndpointUrl('https://agency.example/', [], resolvesTo())).toBeNull()
    expect(await checkEndpointUrl('https://no-such-name.invalid/', [])).toBeNull()
    // Plain http has nowhere to lead without an allowed network.
    expect(await checkEndpointUrl('http://agency.example/', [], unresolved)).toBe('url-not-encrypted')
    expect(await checkEndpointUrl('http://agency.example/', local, unresolved)).toBeNull()
  })

  test('an allowed network, and nothing beside it', async () => {
    expect(await checkEndpointUrl('http://127.0.0.1:8080/', local)).toBeNull()
    expect(await checkEndpointUrl('https://127.0.0.1/', local)).toBeNull()
    expect(await checkEndpointUrl('http://agency.example/', local, resolvesTo('127.0.0.2'))).toBeNull()
    expect(await checkEndpointUrl('http://10.0.0.1/', local)).toBe('url-not-allowed')
    expect(await checkEndpointUrl('http://93.184.216.34/', local)).toBe('url-not-encrypted')
    expect(
      await checkEndpointUrl('http://agency.example/', local, resolvesTo('127.0.0.1', '93.184.216.34')),
    ).toBe('url-not-encrypted')
    expect(
      await checkEndpointUrl('https://agency.example/', local, resolvesTo('127.0.0.1', '93.184.216.34')),
    ).toBeNull()
    expect(
      await checkEndpointUrl('https://agency.example/', local, resolvesTo('127.0.0.1', '10.0.0.1')),
    ).toBe('url-not-allowed')
  })

  test('localhost as this machine resolves it', async () => {
    expect(await checkEndpointUrl('https://localhost/', [])).toBe('url-not-allowed')
    expect(await checkEndpointUrl('https://localhost/', ['127.0.0.0/8', '::1'])).toBeNull()
  })
})

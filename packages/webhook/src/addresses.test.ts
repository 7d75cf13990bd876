import { describe, expect, test } from 'vitest'
import { isPublicAddress, readNetworks } from './addresses.ts'
import { oddForms, specialRanges } from './test-addresses.ts'

describe('addresses that are not the public internet', () => {
  test.each(specialRanges)('%s', (_range, inside, outside) => {
    expect(inside.filter(isPublicAddress)).toEqual([])
    expect(outside.filter((ip) => !isPublicAddress(ip))).toEqual([])
  })

  test.each([...oddForms, '8.8.8', '08.8.8.8', 'localhost', ''])('%s is no plain address', (ip) =>
    expect(isPublicAddress(ip)).toBe(false),
  )

  test('public ones are public', () => {
    expect(['8.8.8.8', '1.1.1.1', '2606:4700::1111', '2a00:1450:4007::1'].every(isPublicAddress)).toBe(true)
  })
})

describe('allowed networks', () => {
  test('hold what they say, IPv4 also in its mapped form', () => {
    const inside = readNetworks(['127.0.0.0/8', '10.1.2.3', 'fd00::/8'])
    expect(['127.0.0.1', '127.255.0.9', '10.1.2.3', 'fd12::1', '::ffff:127.0.0.1'].every(inside)).toBe(true)
    expect(
      ['10.1.2.4', '128.0.0.1', 'fe80::1', '::1', '8.8.8.8', 'fd00::1%lo', 'localhost'].some(inside),
    ).toBe(false)
  })

  test('none allow nothing', () => {
    expect(readNetworks([])('127.0.0.1')).toBe(false)
  })

  test.each([
    '127.0.0.0/33',
    '::/129',
    'localhost',
    '127.0.0.0/8/8',
    '127.0.0.0/',
    '10.0/8',
    'fe80::1%eth0',
    '',
  ])('%s is no network', (network) => expect(() => readNetworks([network])).toThrow('not a network'))
})

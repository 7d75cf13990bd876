import { createHash } from 'node:crypto'
import type { AddressChange } from '@unefois/domain/declarations/address-change.ts'
import { expect, test } from 'vitest'
import { matterOf } from './matter-of.ts'

const vault = {
  identifierHash: (scheme: string, value: string) =>
    createHash('sha256').update(`${scheme}|${value}`).digest(),
}
const at = (line: string, postalCode = 'G1L 3K4') => ({
  lines: [line, 'Québec (Québec)'],
  postalCode,
  country: 'CA',
})
const move = (
  given: Partial<AddressChange['move']> = {},
  channel: AddressChange['channel'] = 'web',
): AddressChange => ({
  kind: 'address-change',
  channel,
  language: 'fr',
  persons: [],
  declarant: { person: 0, contact: {} },
  partners: [],
  move: { effectiveOn: '2026-12-01', oldAddress: at('9, rue B'), newAddress: at('87, 1re Avenue'), ...given },
})
const of = (declaration: AddressChange) => matterOf(declaration, vault)

test('the same address and day are the same, whatever the channel, the case and the punctuation', () => {
  const first = of(move())
  expect(of(move({ newAddress: at('87 1RE AVENUE', 'g1l3k4') }, 'counter'))).toEqual(first)
  expect(of(move({ oldAddress: at('10, rue C') }))).toEqual(first)
})

test('another day, address, or place for the mail is something else', () => {
  const first = of(move())
  for (const other of [
    { effectiveOn: '2026-12-02' },
    { newAddress: at('89, 1re Avenue') },
    { newAddress: at('87, 1re Avenue', 'G1L 3K5') },
    { mailingAddress: at('C.P. 3') },
  ])
    expect(of(move(other))).not.toEqual(first)
})

import type { Address } from '@unefois/domain/address.ts'
import type { AddressChangeView } from '@unefois/domain/declarations/address-change.ts'
import type { BirthView, Parent } from '@unefois/domain/declarations/birth.ts'
import { agencyId } from '@unefois/domain/ids.ts'
import type { Subscription } from '@unefois/domain/subscription.ts'
import { expect, test } from 'vitest'
import { wishedFor } from './wished-for.ts'

const at = (municipality: string | null, province = 'QC', country = 'CA'): Address => ({
  lines: ['1, rue A'],
  postalCode: '',
  country,
  ...(municipality !== null && { record: { municipality, province } as NonNullable<Address['record']> }),
})
const moveTo = (newAddress: Address, confidentialAddress = false): AddressChangeView => ({
  kind: 'address-change',
  index: 0,
  person: {
    name: { surname: 'A', given: 'B' },
    birthDate: '1980-01-01',
    sex: 'X',
    identifiers: {},
    confidentialAddress,
  },
  move: { effectiveOn: '2026-12-01', oldAddress: at('Gaspé'), newAddress },
  partners: [],
  isDeclarant: true,
})
const subscription = (more: Partial<Subscription> = {}): Subscription => ({
  id: 's',
  agency: agencyId('hydro-quebec'),
  kinds: ['address-change'],
  purpose: 'p',
  attributes: null,
  filter: { municipalities: null, provinces: null },
  state: 'active',
  createdAt: new Date(),
  ...more,
})
const of = (...municipalities: string[]) => ({ filter: { municipalities, provinces: null } })
const wish = (view: AddressChangeView | BirthView, ...own: Subscription[]) => {
  const made = wishedFor(own, view)
  return made.wished ? (made.attributes ?? 'all') : made.reason
}

test('only an active subscription to the kind counts', () => {
  const view = moveTo(at('Lévis'))
  expect(wish(view)).toBe('not-subscribed')
  expect(wish(view, subscription({ kinds: ['death'] }))).toBe('not-subscribed')
  expect(wish(view, subscription({ state: 'paused' }))).toBe('not-subscribed')
  expect(wish(view, subscription())).toBe('all')
})

test('a filter looks at the new address, whatever the case and accents', () => {
  expect(wish(moveTo(at('Lévis')), subscription(of('LEVIS')))).toBe('all')
  expect(wish(moveTo(at('Gaspé')), subscription(of('Lévis', 'Québec')))).toBe('outside-its-filter')
  const ontario = subscription({ filter: { municipalities: null, provinces: ['ON'] } })
  expect(wish(moveTo(at('Ottawa', 'ON')), ontario)).toBe('all')
  expect(wish(moveTo(at('Lévis')), ontario)).toBe('outside-its-filter')
})

test('what is not known of an address in Canada may be here; abroad it is not', () => {
  expect(wish(moveTo(at(null)), subscription(of('Lévis')))).toBe('all')
  expect(wish(moveTo(at(null, '', 'FR')), subscription(of('Lévis')))).toBe('outside-its-filter')
})

test('a confidential address is not told by way of a filter', () => {
  const hidden = moveTo(at('Lévis'), true)
  expect(wish(hidden, subscription(of('Lévis')))).toBe('outside-its-filter')
  expect(wish(hidden, subscription())).toBe('all')
  const parent = (municipality: string, confidentialAddress: boolean) =>
    ({ domicile: at(municipality), confidentialAddress }) as Parent
  const birth = (...parents: Parent[]) => ({ kind: 'birth', index: 0, parents }) as unknown as BirthView
  const births = subscription({ kinds: ['birth'], ...of('Lévis') })
  expect(wish(birth(parent('Gaspé', false), parent('Lévis', false)), births)).toBe('all')
  expect(wish(birth(parent('Gaspé', false), parent('Lévis', true)), births)).toBe('outside-its-filter')
})

test('several subscriptions add up, those that match', () => {
  const names = subscription({ attributes: ['name'], ...of('Lévis') })
  const addresses = subscription({ attributes: ['name', 'newAddress'] })
  expect(wish(moveTo(at('Lévis')), names, addresses)).toEqual(['name', 'newAddress'])
  expect(wish(moveTo(at('Gaspé')), names, addresses)).toEqual(['name', 'newAddress'])
  expect(wish(moveTo(at('Lévis')), names)).toEqual(['name'])
  expect(wish(moveTo(at('Lévis')), names, subscription())).toBe('all')
})

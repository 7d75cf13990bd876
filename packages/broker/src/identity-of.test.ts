import { createHash } from 'node:crypto'
import type { AddressChangeView } from '@unefois/domain/declarations/address-change.ts'
import type { BirthView } from '@unefois/domain/declarations/birth.ts'
import { expect, test } from 'vitest'
import { identityOf } from './identity-of.ts'

const vault = {
  identifierHash: (scheme: string, value: string) =>
    createHash('sha256').update(`${scheme}|${value}`).digest(),
}
const address = { lines: ['1, rue A'], postalCode: 'G1A 1A1', country: 'CA' }

const mover = (name: AddressChangeView['person']['name'], identifiers = {}): AddressChangeView => ({
  kind: 'address-change',
  index: 0,
  person: { name, birthDate: '2026-11-01', sex: 'F', identifiers },
  move: { effectiveOn: '2026-12-01', oldAddress: address, newAddress: address },
  partners: [],
  isDeclarant: true,
})

const newborn = (constat: Partial<BirthView['constat']> = {}, given = 'Zoé'): BirthView => ({
  kind: 'birth',
  index: 0,
  child: { name: { surname: 'Côté', given }, sex: 'F', birthDate: '2026-11-01', birthPlace: 'Québec' },
  parents: [
    {
      role: 'mother',
      name: { surname: 'Côté', given: 'Ève' },
      birthDate: '1990-01-01',
      identifiers: {},
      domicile: address,
    },
  ],
  constat: {
    institutionCode: 'H-1',
    place: 'Québec',
    date: '2026-11-01',
    time: '10:00',
    sex: 'F',
    ...constat,
  },
  act: { state: 'concordance' },
  sharing: { requested: false, recipients: [] },
})

const of = (view: AddressChangeView | BirthView) => identityOf(view, vault)

test('identifiers lead strongest first; a file number, which a family may share, to nobody', () => {
  const identifiers = { permis: 'P', nam: 'N', nas: 'S', fileNumbers: { mess: 'M' } }
  const { strong } = of(mover({ surname: 'Côté', given: 'Zoé' }, identifiers))
  expect(strong.map(({ scheme }) => scheme)).toEqual(['nas', 'nam', 'permis'])
})

test('a name is one however it is spelled, and another with another given name', () => {
  const { fallback } = of(mover({ surname: 'Côté', given: 'Zoé-Anne' }))
  expect(of(mover({ surname: 'COTE', given: 'zoe  anne' })).fallback).toEqual(fallback)
  expect(of(mover({ surname: 'Côté', given: 'Zoé' })).fallback).not.toEqual(fallback)
})

test('a child is the same in the same birth filed again, another at another hour, and known by name later', () => {
  const child = of(newborn())
  expect(of(newborn())).toEqual(child)
  const homonym = of(newborn({ time: '10:05' }))
  expect(homonym.fallback).toEqual(child.fallback)
  expect(homonym.strong).not.toEqual(child.strong)
  expect(of(newborn({}, 'Léa')).strong).not.toEqual(child.strong)
  expect(of(mover({ surname: 'Côté', given: 'Zoé' })).fallback).toEqual(child.fallback)
})

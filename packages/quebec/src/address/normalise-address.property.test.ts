import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressReasons } from './address-reasons.ts'
import type { AddressRecord } from './address-record.ts'
import { draftRecord } from './draft-record.ts'
import { normaliseAddress } from './normalise-address.ts'
import { loadPlaces } from './places/load-places.ts'
import { displayLines } from './rendering/display-lines.ts'
import { matchKey } from './rendering/match-key.ts'
import { postalLines } from './rendering/postal-lines.ts'

const places = loadPlaces()
const read = (text: string) => normaliseAddress({ text }, places)

const number = fc.integer({ min: 1, max: 99_999 }).map(String)
const civic = fc.oneof(
  number.map((civicNumber) => ({ civicNumber, civicNumberSuffix: '' })),
  fc
    .tuple(number, fc.constantFrom('A', 'B', 'C', 'H', '½', '¼', '¾', 'bis'))
    .map(([civicNumber, civicNumberSuffix]) => ({
      civicNumber,
      civicNumberSuffix,
    })),
  fc
    .integer({ min: 100, max: 9_000 })
    .map((from) => ({ civicNumber: `${from}-${from + 4}`, civicNumberSuffix: '' })),
)

const names = [
  'Saint-Denis',
  'Principale',
  'Laurier',
  'Notre-Dame',
  'Sainte-Catherine',
  'Jean-Talon',
  'Curé-Labelle',
  'Gatineau',
]
const linked = [
  ['de la', 'Montagne'],
  ["de l'", 'Église'],
  ['du', "Bord-de-l'Eau"],
  ['des', 'Érables'],
  ["d'", 'Iberville'],
  ['de', 'Québec'],
  ['du', 'Lac'],
] as const
const generic = fc.constantFrom(
  'rue',
  'avenue',
  'boulevard',
  'chemin',
  'rang',
  'route',
  'montée',
  'croissant',
  'place',
  'impasse',
)
const street = fc.oneof(
  fc
    .tuple(generic, fc.constantFrom(...names))
    .map(([kind, specific]) => ({ generic: kind, link: '', specific })),
  fc
    .tuple(generic, fc.constantFrom(...linked))
    .map(([kind, [link, specific]]) => ({ generic: kind, link, specific })),
  fc.tuple(fc.constantFrom('avenue', 'rue'), fc.integer({ min: 1, max: 120 })).map(([kind, ordinal]) => ({
    generic: kind,
    link: '',
    specific: ordinal === 1 ? '1re' : `${ordinal}e`,
  })),
  fc
    .tuple(fc.constantFrom('route', 'rang'), number)
    .map(([kind, digits]) => ({ generic: kind, link: '', specific: digits.slice(0, 3) })),
)
const direction = fc.constantFrom('', '', 'N', 'S', 'E', 'O', 'NE', 'SO')
const unit = fc.oneof(
  fc.constant({ unit: '', unitType: '' }),
  fc
    .tuple(fc.constantFrom('4', '302', '12B', 'C'), fc.constantFrom('app.', 'bureau', 'unité'))
    .map(([id, unitType]) => ({ unit: id, unitType })),
  fc.integer({ min: 1, max: 40 }).map((floor) => ({ unit: String(floor), unitType: 'étage' })),
  fc.constant({ unit: '', unitType: 'sous-sol' }),
)
const box = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ poBox: '', station: '' }) },
  { weight: 1, arbitrary: number.map((poBox) => ({ poBox, station: '' })) },
  { weight: 1, arbitrary: number.map((poBox) => ({ poBox, station: 'Centre-Ville' })) },
)
const place = fc.constantFrom(
  { municipality: 'Québec', postalCode: 'G1R 2B5' },
  { municipality: 'Montréal', postalCode: 'H2X 3K8' },
  { municipality: 'Gatineau', postalCode: 'J8X 3X7' },
  { municipality: "L'Ancienne-Lorette", postalCode: 'G2E 3J5' },
  { municipality: 'Saint-Jean-sur-Richelieu', postalCode: 'J3B 7B2' },
  { municipality: "Saint-Roch-de-l'Achigan", postalCode: 'J0K 3H0' },
  { municipality: 'Trifouillis-les-Oies', postalCode: 'J0K 9Z9' },
)

const record = fc.record({ civic, street, direction, unit, box, place }).map(
  (parts): AddressRecord => ({
    ...draftRecord(),
    ...parts.civic,
    ...parts.street,
    direction: parts.direction,
    ...parts.unit,
    ...parts.box,
    ...parts.place,
    province: 'QC',
    country: 'CA',
  }),
)

describe('normaliseAddress', () => {
  it('reads back what it displays, as the same record and certain', () => {
    fc.assert(
      fc.property(record, (given) => {
        const back = read(displayLines(given).join('\n'))
        expect(back).toEqual({ understood: true, certain: true, reasons: [], record: given, besides: [] })
      }),
      { numRuns: 2_000 },
    )
  })

  it('reads back what the post gets, under the same match key', () => {
    fc.assert(
      fc.property(record, (given) => {
        const back = read(postalLines(given).join('\n'))
        expect(back).toMatchObject({ understood: true, certain: true })
        expect(back.understood && matchKey(back.record)).toBe(matchKey(given))
      }),
      { numRuns: 2_000 },
    )
  })

  it('takes a record field by field for itself', () => {
    fc.assert(
      fc.property(record, (given) => {
        expect(normaliseAddress({ structured: given }, places)).toMatchObject({
          certain: true,
          record: given,
        })
      }),
      { numRuns: 1_000 },
    )
  })

  const words = [
    'rue',
    '12',
    'St',
    'app',
    '#',
    "l'",
    '3e',
    'Québec',
    'QC',
    'CP',
    '-',
    ',',
    '\n',
    'H2X 3K8',
    'av',
    '(',
    'succ',
    'Ouest',
    'RR',
  ]
  const noise = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 600 }),
    fc.array(fc.constantFrom(...words), { maxLength: 60 }).map((list) => list.join(' ')),
    fc.array(fc.constantFrom(...words), { maxLength: 60 }).map((list) => list.join('')),
  )

  it('never throws, and is certain of nothing without a country, a place and a way to be reached', () => {
    fc.assert(
      fc.property(noise, (text) => {
        const result = read(text)
        if (!result.understood) return
        expect(result.certain).toBe(result.reasons.length === 0)
        expect(addressReasons).toEqual(expect.arrayContaining([...result.reasons]))
        if (!result.certain) return
        expect(result.record.country).not.toBe('')
        expect(result.record.municipality).not.toBe('')
        expect(result.record.specific + result.record.poBox + result.record.ruralRoute).not.toBe('')
      }),
      { numRuns: 3_000 },
    )
  })

  it('never throws on fields of any content', () => {
    fc.assert(
      fc.property(
        fc.record({
          civicNumber: noise,
          specific: noise,
          generic: noise,
          municipality: noise,
          postalCode: noise,
        }),
        (structured) => {
          const result = normaliseAddress({ structured }, places)
          expect(result.understood ? result.record.country : 'CA').toBe('CA')
        },
      ),
    )
  })
})

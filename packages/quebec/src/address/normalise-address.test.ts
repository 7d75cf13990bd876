import { describe, expect, it } from 'vitest'
import { normaliseAddress } from './normalise-address.ts'
import { loadPlaces } from './places/load-places.ts'
import { displayLines } from './rendering/display-lines.ts'
import { matchKey } from './rendering/match-key.ts'
import { postalLines } from './rendering/postal-lines.ts'

const places = loadPlaces()
const read = (text: string) => {
  const result = normaliseAddress({ text }, places)
  if (!result.understood) throw new Error(`${text}: ${result.code}`)
  return result
}

describe('normaliseAddress', () => {
  it('displays as the Office québécois de la langue française writes', () => {
    const { record } = read('125A, 3e Av O #4, Limoilou-Fictif (Québec) g1l0z0')
    expect(displayLines(record)).toEqual([
      '125A, 3e Avenue Ouest, app. 4',
      'Limoilou-Fictif (Québec)  G1L 0Z0',
    ])
    expect(displayLines(read('cp 1234 succ. centre-ville montreal h3c 2z1').record)).toEqual([
      'Case postale 1234, succursale Centre-Ville',
      'Montréal (Québec)  H3C 2Z1',
    ])
    expect(displayLines(read("12 rue de l'Église 1er étage Granby J2G 1A1").record)[0]).toBe(
      "12, rue de l'Église, 1er étage",
    )
  })

  it('writes for the post as Canada Post sorts', () => {
    expect(postalLines(read('55 1/2, 1re Avenue Est, bureau 4, Amos J9T 1A1').record)).toEqual([
      '55 1/2 1RE AV E BUREAU 4',
      'AMOS QC  J9T 1A1',
    ])
    expect(postalLines(read('45 St. Clair Avenue West, Toronto ON M4V 1K9').record)[0]).toBe(
      '45 ST CLAIR AVE W',
    )
  })

  it.each([
    ['1234 boul. St-Laurent, Montréal H2X 2S6', '1234 Saint-Laurent Blvd\nMONTREAL QC h2x2s6'],
    ['3-55 1re Av, Québec G1L 3K4', '55, première avenue, app. 3, Limoilou, QC, G1L 3K4'],
    ['12 rue de la Montagne, Montréal H3C 2Z1', '12 RUE DE LA MONTAGNE MONTREAL QC  H3C 2Z1'],
    ['8 ch. Ste-Angélique, St-Lazare J7T 2J6', '8 chemin sainte angelique saint-lazare (quebec) j7t 2j6'],
    ['400 rue Main apt 4, Hudson J0P 1H0', '400 Main Street, Suite 4, Hudson QC J0P 1H0'],
  ])('gives %j and %j one match key', (one, other) => {
    expect(matchKey(read(one).record)).toBe(matchKey(read(other).record))
  })

  it.each([
    ['2 rue A, Granby J2G 1A1', '2 rue A, app. 3, Granby J2G 1A1'],
    ['2 rue A Est, Granby J2G 1A1', '2 rue A Ouest, Granby J2G 1A1'],
    ['2 rue A, Granby J2G 1A1', '2 avenue A, Granby J2G 1A1'],
    ['2 rue A, Granby J2G 1A1', '2½ rue A, Granby J2G 1A1'],
  ])('tells %j and %j apart', (one, other) => {
    expect(matchKey(read(one).record)).not.toBe(matchKey(read(other).record))
  })

  it('keeps beside the record what it has no field for', () => {
    expect(read('a/s Marie Roy\nPlace Laurier\n2700 boulevard Laurier\nQuébec G1V 2L8')).toMatchObject({
      certain: true,
      besides: ['a/s Marie Roy', 'Place Laurier'],
    })
  })

  it.each([
    ['', 'address-empty'],
    [' \n\t ', 'address-empty'],
    ['a'.repeat(501), 'address-too-long'],
    [Array.from({ length: 11 }, () => 'a').join('\n'), 'address-too-many-lines'],
    ['bonjour', 'address-not-understood'],
  ])('makes nothing of %j', (text, code) => {
    expect(normaliseAddress({ text }, places)).toEqual({ understood: false, code })
  })
})

describe('normaliseAddress of fields', () => {
  const structured = (given: Record<string, string>) => normaliseAddress({ structured: given }, places)
  const clear = { civicNumber: '2100', specific: 'Montagne', municipality: 'Montréal', postalCode: 'H3G 1Z7' }

  it('brings each field into its form', () => {
    expect(
      structured({
        civicNumber: '125a',
        generic: 'Boul.',
        specific: 'RENE-LEVESQUE',
        direction: 'ouest',
        unit: '4b',
        municipality: 'limoilou',
        province: 'Québec',
        postalCode: 'g1l3k4',
      }),
    ).toMatchObject({
      certain: true,
      record: {
        civicNumber: '125',
        civicNumberSuffix: 'A',
        generic: 'boulevard',
        specific: 'René-Lévesque',
        direction: 'O',
        unit: '4B',
        unitType: 'app.',
        municipality: 'Québec',
        province: 'QC',
        postalCode: 'G1L 3K4',
        country: 'CA',
      },
    })
  })

  it('takes a whole street in the field of its name apart', () => {
    expect(structured({ ...clear, specific: 'rue de la Montagne' })).toMatchObject({
      certain: true,
      record: { generic: 'rue', link: 'de la', specific: 'Montagne' },
    })
  })

  it.each([
    [{}, 'street-type-missing'],
    [{ specific: '' }, 'street-missing'],
    [{ civicNumber: '' }, 'civic-number-missing'],
    [{ civicNumber: 'douze' }, 'civic-number-unclear'],
    [{ generic: 'zorglub' }, 'street-unclear'],
    [{ municipality: '' }, 'municipality-missing'],
    [{ municipality: 'Gatineau' }, 'municipality-contradiction'],
    [{ municipality: 'Montéral' }, 'municipality-unclear'],
    [{ postalCode: '' }, 'postal-code-missing'],
    [{ postalCode: 'H3G 1O7' }, 'postal-code-impossible'],
    [{ postalCode: 'H3G' }, 'postal-code-impossible'],
    [{ province: 'ON' }, 'province-contradiction'],
    [{ country: 'Zorglubie' }, 'country-missing'],
  ])('asks when %j', (change, reason) => {
    const result = structured({ ...clear, ...change })
    expect(result).toMatchObject({ understood: true, certain: false })
    expect(result.understood && result.reasons).toContain(reason)
  })

  it('keeps an address abroad as it was given', () => {
    expect(
      structured({
        specific: '10 rue de la Paix',
        municipality: 'Paris',
        postalCode: '75002',
        country: 'France',
      }),
    ).toMatchObject({
      certain: true,
      record: { specific: '10 rue de la Paix', postalCode: '75002', country: 'FR' },
    })
  })

  it('makes nothing of no fields, or of one longer than a field is', () => {
    expect(structured({ specific: ' ' })).toEqual({ understood: false, code: 'address-empty' })
    expect(structured({ specific: 'a'.repeat(201) })).toEqual({ understood: false, code: 'address-too-long' })
  })
})

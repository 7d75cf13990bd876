import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadPlaces } from './address/places/load-places.ts'
import { isPostOfficeBox } from './is-post-office-box.ts'
import { type GivenAddress, readAddress } from './read-address.ts'

const places = loadPlaces()
const read = (given: GivenAddress) => readAddress(given, places)

const montagne = {
  civicNumber: '2100',
  generic: 'rue',
  link: 'de la',
  specific: 'Montagne',
  unit: '12',
  municipality: 'Montréal',
  province: 'QC',
  postalCode: 'h3g1z7',
  country: 'CA',
}

const linesOf = (fields: Readonly<Record<string, string>>): readonly string[] => {
  const understood = read({ structured: fields })
  return understood.ok ? understood.address.lines : [understood.at, understood.code]
}

const reasonsOf = (given: GivenAddress): readonly string[] => {
  const understood = read(given)
  return understood.ok ? understood.reasons : [understood.at, understood.code]
}

describe('readAddress', () => {
  it('understands an address as typed', () => {
    expect(read({ text: '87 1re Av, Limoilou, Quebec QC g1l3k4' })).toMatchObject({
      ok: true,
      certain: true,
      reasons: [],
      warnings: [],
      address: {
        lines: ['87, 1re Avenue', 'Québec (Québec)  G1L 3K4'],
        postalCode: 'G1L 3K4',
        country: 'CA',
        record: {
          civicNumber: '87',
          generic: 'avenue',
          specific: '1re',
          municipality: 'Québec',
          province: 'QC',
        },
      },
    })
  })

  it('writes care-of lines before the street', () => {
    const understood = read({ text: 'a/s Lise Roy\n87 1re Avenue\nQuébec QC G1L 3K4' })
    expect(understood.ok && understood.address.lines).toEqual([
      'a/s Lise Roy',
      '87, 1re Avenue',
      'Québec (Québec)  G1L 3K4',
    ])
  })

  it('understands fields, and again what it understood of them', () => {
    const understood = read({ structured: montagne })
    expect(understood).toMatchObject({
      ok: true,
      certain: true,
      address: {
        lines: ['2100, rue de la Montagne, app. 12', 'Montréal (Québec)  H3G 1Z7'],
        postalCode: 'H3G 1Z7',
        record: { ...montagne, unitType: 'app.', postalCode: 'H3G 1Z7', direction: '', poBox: '' },
      },
    })
    expect(understood.ok && read({ structured: understood.address.record })).toEqual(understood)
  })

  it.each([
    [{ ...montagne, link: 'de l’', specific: 'Église', unit: '' }, "2100, rue de l'Église"],
    [
      { ...montagne, civicNumberSuffix: 'A', generic: 'avenue', link: '', specific: '3e' },
      '2100A, 3e Avenue, app. 12',
    ],
    [{ ...montagne, direction: 'O', unitType: 'bureau' }, '2100, rue de la Montagne Ouest, bureau 12'],
    [
      { poBox: '5', station: 'A', municipality: 'Montréal', postalCode: 'H3C 2Z1' },
      'Case postale 5, succursale A',
    ],
  ])('writes %j', (fields, line) => {
    expect(linesOf(fields)[0]).toBe(line)
  })

  it('leaves Canada by the rules of the country reached', () => {
    const abroad = {
      civicNumber: '10',
      generic: 'rue',
      link: 'de',
      specific: 'Rivoli',
      municipality: 'Paris',
      country: 'fr',
    }
    const reasons = (fields: Readonly<Record<string, string>>) =>
      reasonsOf({ structured: { ...abroad, ...fields } })
    expect(linesOf({ ...abroad, postalCode: '75004' })).toEqual([
      '10, rue de Rivoli',
      '75004 Paris',
      'FRANCE',
    ])
    expect(reasons({ postalCode: '75004' })).toEqual([])
    expect(reasons({ postalCode: 'H2T 1N6' })).toEqual(['country-contradiction'])
    expect(reasons({ postalCode: '7500' })).toEqual(['postal-code-impossible'])
    expect(reasons({ country: 'US' })).toEqual(['postal-code-missing'])
    expect(reasons({ country: 'HK' })).toEqual([])
    expect(
      linesOf({
        specific: '10 Main Street',
        municipality: 'Troy',
        province: 'NY',
        postalCode: '12180',
        country: 'US',
      }),
    ).toEqual(['10 Main Street', 'Troy NY 12180', 'ÉTATS-UNIS'])
  })

  it.each([
    [{ text: ' ' }, '/text', 'address-empty'],
    [{ text: 'a'.repeat(501) }, '/text', 'address-too-long'],
    [{ text: `${'a\n'.repeat(10)}G1L 3K4` }, '/text', 'address-too-many-lines'],
    [{ text: 'bonjour' }, '/text', 'address-not-understood'],
    [{ structured: {} }, '/structured', 'address-empty'],
    [{ structured: { ...montagne, country: 'ZZ' } }, '/structured/country', 'country-unknown'],
    [{ structured: { ...montagne, country: 'Atlantide' } }, '/structured/country', 'country-unknown'],
    [
      { structured: { specific: 'a\n'.repeat(12), municipality: 'Paris', country: 'FR' } },
      '/structured',
      'address-too-many-lines',
    ],
  ])('refuses %j at %s', (given, at, code) => {
    expect(read(given)).toEqual({ ok: false, at, code })
  })

  it.each([
    [{ civicNumber: '' }, 'civic-number-missing'],
    [{ specific: '' }, 'street-missing'],
    [{ municipality: '' }, 'municipality-missing'],
    [{ province: 'ON' }, 'province-contradiction'],
    [{ postalCode: '' }, 'postal-code-missing'],
    [{ postalCode: 'D1D 1D1' }, 'postal-code-impossible'],
    [{ postalCode: 'H0H 0H0' }, 'postal-code-not-real'],
  ])('asks of %j: %s', (fields, reason) => {
    expect(reasonsOf({ structured: { ...montagne, ...fields } })).toContain(reason)
  })

  it('takes a country by its name', () => {
    expect(read({ structured: { ...montagne, country: 'Canada' } })).toMatchObject({
      address: { country: 'CA' },
    })
  })

  it('remarks on the postal codes of federal offices', () => {
    expect(read({ text: '111 rue Wellington, Gatineau QC K1A 0A4' })).toMatchObject({
      warnings: ['postal-code-federal-offices'],
    })
  })

  it('writes no line of what has no word', () => {
    const understood = read({ text: '/, Montréal H3G 1Z7' })
    expect(understood).toMatchObject({
      ok: true,
      certain: false,
      address: { lines: [expect.stringContaining('Montréal')] },
    })
  })

  it('never throws, and gives what the contract of the agencies takes', () => {
    const field = fc.option(fc.string({ unit: fc.constantFrom('a', 'É', '1', ' ', '\n', ',', '-') }), {
      nil: '',
    })
    const fields = fc.record(Object.fromEntries(Object.keys(montagne).map((key) => [key, field])))
    const structured = fields.map(
      (each): GivenAddress => ({ structured: { ...montagne, ...each, country: 'FR' } }),
    )
    const text = fc.string().map((each): GivenAddress => ({ text: `${each}, Montréal H3G 1Z7` }))
    fc.assert(
      fc.property(fc.oneof(structured, text), (given) => {
        const understood = read(given)
        if (!understood.ok) return
        const { lines, country } = understood.address
        expect(lines.length).toBeGreaterThan(0)
        expect(lines.length).toBeLessThanOrEqual(10)
        for (const line of lines) expect(line).not.toBe('')
        expect(country).toMatch(/^[A-Z]{2}$/)
      }),
    )
  })
})

describe('isPostOfficeBox', () => {
  it.each([
    ['CP 1234 succ Centre-Ville, Montréal QC H3C 2Z1', true],
    ['C.P. 12\nGaspé G4X 1A1', true],
    ['case postale 5, Gaspé G4X 1A1', true],
    ['P.O. Box 7, Hudson J0P 1H0', true],
    ['87 1re Av, CP 5, Québec G1L 3K4', false],
    ['12 rue des Pins, Québec G1L 3K4', false],
  ])('%j: %s', (text, box) => {
    const understood = read({ text })
    expect(understood.ok && isPostOfficeBox(understood.address)).toBe(box)
  })

  it('knows nothing of an address without a record', () => {
    expect(isPostOfficeBox({ lines: ['CP 12'], postalCode: 'G4X 1A1', country: 'CA' })).toBe(false)
  })
})

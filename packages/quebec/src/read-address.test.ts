import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPostOfficeBox } from './is-post-office-box.ts'
import { readAddress } from './read-address.ts'

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
  const read = readAddress({ structured: fields })
  return read.ok ? read.address.lines : [read.at, read.code]
}

describe('readAddress', () => {
  it('writes fields as lines, normalises the postal code, and fills the record', () => {
    expect(readAddress({ structured: montagne })).toMatchObject({
      ok: true,
      certain: true,
      reasons: [],
      address: {
        lines: ['2100, rue de la Montagne, app. 12', 'Montréal (Québec)  H3G 1Z7'],
        postalCode: 'H3G 1Z7',
        country: 'CA',
        record: { ...montagne, postalCode: 'H3G 1Z7', direction: '', poBox: '' },
      },
    })
  })

  it.each([
    [{ ...montagne, link: 'de l’', specific: 'Église', unit: '' }, '2100, rue de l’Église'],
    [
      { ...montagne, civicNumberSuffix: 'A', generic: 'avenue', link: '', specific: '3e' },
      '2100A, 3e avenue, app. 12',
    ],
    [{ ...montagne, direction: 'O', unitType: 'bureau' }, '2100, rue de la Montagne O, bureau 12'],
    [
      {
        ...montagne,
        civicNumber: '',
        specific: '',
        generic: '',
        link: '',
        unit: '',
        poBox: '5',
        station: 'A',
      },
      'case postale 5, succursale A',
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
    expect(linesOf({ ...abroad, postalCode: '75004' })).toEqual([
      '10, rue de Rivoli',
      '75004 Paris',
      'FRANCE',
    ])
    expect(linesOf({ ...abroad, postalCode: 'H2T 1N6' })).toEqual([
      '/structured/postalCode',
      'postal-code-impossible',
    ])
    expect(linesOf({ ...abroad, country: 'US', postalCode: '' })).toEqual([
      '/structured/postalCode',
      'postal-code-missing',
    ])
    expect(linesOf({ ...abroad, country: 'HK' })).toEqual([
      '10, rue de Rivoli',
      'Paris',
      'R.A.S. CHINOISE DE HONG KONG',
    ])
  })

  it.each([
    [{ ...montagne, municipality: '' }, '/structured/municipality', 'required'],
    [{ ...montagne, province: '' }, '/structured/province', 'required'],
    [{ ...montagne, province: 'QB' }, '/structured/province', 'province-unknown'],
    [{ ...montagne, country: 'ZZ' }, '/structured/country', 'country-unknown'],
    [{ ...montagne, country: 'Canada' }, '/structured/country', 'country-unknown'],
    [{ ...montagne, postalCode: '' }, '/structured/postalCode', 'postal-code-missing'],
    [{ ...montagne, postalCode: 'D1D 1D1' }, '/structured/postalCode', 'postal-code-impossible'],
    [{ ...montagne, postalCode: 'H0H 0H0' }, '/structured/postalCode', 'postal-code-not-real'],
    [{ ...montagne, specific: '' }, '/structured', 'address-incomplete'],
  ])('refuses %j at %s', (fields, at, code) => {
    expect(readAddress({ structured: fields })).toEqual({ ok: false, at, code })
  })

  it('asks when a street has no number', () => {
    expect(readAddress({ structured: { ...montagne, civicNumber: '' } })).toMatchObject({
      ok: true,
      certain: false,
      reasons: ['civic-number-missing'],
    })
  })

  it('takes text in its own lines', () => {
    expect(readAddress({ text: '87 1re Av\nQuébec g1l3k4' })).toMatchObject({
      certain: true,
      address: { lines: ['87 1re Av', 'Québec g1l3k4'], postalCode: 'G1L 3K4' },
    })
    expect(readAddress({ text: 'Québec' })).toEqual({ ok: false, at: '/text', code: 'postal-code-missing' })
  })

  it('never throws, and gives a line at least', () => {
    const field = fc.option(fc.string(), { nil: '' })
    const fields = fc.record(Object.fromEntries(Object.keys(montagne).map((key) => [key, field])))
    fc.assert(
      fc.property(fields, (structured) => {
        const read = readAddress({ structured: { ...montagne, ...structured } })
        expect(read.ok ? read.address.lines.length : read.code.length).toBeGreaterThan(0)
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
    ['12 rue CP, Québec G1L 3K4', false],
  ])('%j: %s', (text, box) => {
    const read = readAddress({ text })
    expect(read.ok && isPostOfficeBox(read.address)).toBe(box)
  })

  it('reads the record where there is one', () => {
    const fields = { ...montagne, poBox: '12' }
    const read = [fields, { ...fields, civicNumber: '', specific: '' }].map((structured) =>
      readAddress({ structured }),
    )
    expect(read.map((each) => each.ok && isPostOfficeBox(each.address))).toEqual([false, true])
  })
})

import { describe, expect, it } from 'vitest'
import { normaliseAddress } from '../normalise-address.ts'
import { importMunicipalities } from './import-municipalities.ts'
import { loadPlaces } from './load-places.ts'
import { withMunicipalities } from './with-municipalities.ts'

describe('importMunicipalities', () => {
  const amqui = { code: '07047', name: 'Amqui', mrc: 'La Matapédia', region: 'Bas-Saint-Laurent (01)' }

  it.each([
    [
      'as published',
      '\uFEFF"mcode","munnom","mrc","regadm"\r\n"07047","Amqui","La Matapédia","Bas-Saint-Laurent (01)"\r\n',
    ],
    ['a leading zero lost', 'mcode,munnom,mrc,regadm\n7047,Amqui,La Matapédia,Bas-Saint-Laurent (01)'],
    [
      'other names, order and separator',
      'Région administrative;MRC;Nom de la municipalité;Code géographique\nBas-Saint-Laurent (01);La Matapédia;Amqui;07047\n',
    ],
  ])('reads the list: %s', (_how, text) => {
    expect(importMunicipalities(text)).toEqual({ ok: true, municipalities: [amqui], skipped: [] })
  })

  it('says which rows it skipped, and which column is missing', () => {
    expect(
      importMunicipalities('code,nom\n07047,Amqui\n,Sans code\n12x4567,Trop long\n08053,\n'),
    ).toMatchObject({
      municipalities: [{ code: '07047', mrc: '', region: '' }],
      skipped: [3, 4, 5],
    })
    expect(importMunicipalities('nom\nAmqui')).toEqual({ ok: false, missing: 'code' })
    expect(importMunicipalities('code\n07047')).toEqual({ ok: false, missing: 'name' })
    expect(importMunicipalities('')).toEqual({ ok: false, missing: 'code' })
  })
})

describe('withMunicipalities', () => {
  const official = (name: string) => ({ code: '99999', name, mrc: '', region: '' })
  const read = (text: string, places = loadPlaces()) => normaliseAddress({ text }, places)

  it('makes a small municipality known, with its own spelling', () => {
    const places = withMunicipalities(loadPlaces(), [
      official('Pohénégamook'),
      official('Sainte-Béatrix-du-Test'),
    ])
    // Without commas an unknown name cannot be told from the street's.
    const text = '12 rue Principale sainte beatrix du test J0K 9Z9'
    expect(read(text)).toMatchObject({ certain: false })
    expect(read(text, places)).toMatchObject({
      certain: true,
      record: { municipality: 'Sainte-Béatrix-du-Test' },
    })
  })

  it('makes a former municipality that exists again stand for itself', () => {
    const places = withMunicipalities(loadPlaces(), [official('Knowlton')])
    expect(read('40 rue Lakeside, Knowlton J0E 1V0')).toMatchObject({ record: { municipality: 'Lac-Brome' } })
    expect(read('40 rue Lakeside, Knowlton J0E 1V0', places)).toMatchObject({
      record: { municipality: 'Knowlton' },
    })
  })

  it('leaves a name that is a borough too to the postal code', () => {
    const places = withMunicipalities(loadPlaces(), [official('Ville-Marie')])
    expect(read('12 rue Berri, Ville-Marie H2L 4C4', places)).toMatchObject({
      record: { municipality: 'Montréal' },
    })
    expect(read('12 rue Berri, Ville-Marie J9V 1A1', places)).toMatchObject({
      record: { municipality: 'Ville-Marie' },
    })
  })
})

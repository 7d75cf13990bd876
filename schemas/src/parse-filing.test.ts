import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { circumstances } from '../testing/circumstances-for-tests.ts'
import { isFlawCode } from './flaw-catalogue.ts'
import { parseFiling } from './parse-filing.ts'

const folder = join(import.meta.dirname, '../examples/address-change/good')
const sample = () => JSON.parse(readFileSync(join(folder, 'one-person.json'), 'utf8'))
const most = () => JSON.parse(readFileSync(join(folder, 'most.json'), 'utf8'))

/** What both of the sample's addresses have in common. */
const record = {
  civicNumberSuffix: '',
  link: '',
  direction: '',
  unit: '',
  unitType: '',
  poBox: '',
  station: '',
  ruralRoute: '',
  municipality: 'Québec',
  province: 'QC',
  country: 'CA',
}

describe('parseFiling', () => {
  it('makes the domain’s own declaration of the sample, without a doubt', () => {
    expect(parseFiling(sample(), circumstances)).toEqual({
      ok: true,
      warnings: [],
      unconfirmed: [],
      addresses: expect.any(Map),
      declaration: {
        partners: [],
        kind: 'address-change',
        channel: 'web',
        language: 'fr',
        declarant: {
          person: 0,
          contact: { email: 'camille.tremblay@example.org', phone: '+14185550142' },
        },
        persons: [
          {
            name: { surname: 'Tremblay', given: 'Camille' },
            birthDate: '1988-04-17',
            sex: 'F',
            canadianCitizen: true,
            identifiers: { nas: '046454286', nam: 'TREC88541719', permis: 'T612317048805' },
          },
        ],
        move: {
          effectiveOn: '2026-12-01',
          oldAddress: {
            lines: ['1234, boulevard René-Lévesque Ouest, app. 4', 'Québec (Québec)  G1S 1W8'],
            postalCode: 'G1S 1W8',
            country: 'CA',
            record: {
              ...record,
              civicNumber: '1234',
              generic: 'boulevard',
              specific: 'René-Lévesque',
              direction: 'O',
              unit: '4',
              unitType: 'app.',
              postalCode: 'G1S 1W8',
            },
          },
          newAddress: {
            lines: ['87, 1re Avenue', 'Québec (Québec)  G1L 3K4'],
            postalCode: 'G1L 3K4',
            country: 'CA',
            record: {
              ...record,
              civicNumber: '87',
              generic: 'avenue',
              specific: '1re',
              postalCode: 'G1L 3K4',
            },
          },
        },
      },
    })
  })

  it('keeps everything that may be given', () => {
    expect(parseFiling(most(), circumstances)).toMatchObject({
      ok: true,
      declaration: {
        persons: [
          {
            name: { otherGiven: ['Marie', 'Rose'] },
            consent: { given: true, method: 'phone', at: '2026-11-21T23:03:00.000Z' },
            identifiers: { fileNumbers: { mess: 'DEMO 4471', cnesst: '2026-000918' } },
          },
        ],
        move: { mailingAddress: { postalCode: 'H3C 2Z1' } },
      },
    })
  })

  it('refuses the invented NAS of demonstrations everywhere else', () => {
    expect(parseFiling(sample(), { ...circumstances, demonstration: false })).toEqual({
      ok: false,
      flaws: [{ pointer: '/persons/0/identifiers/nas', code: 'nas-unassigned' }],
    })
  })

  it('doubts aloud, and accepts', () => {
    const body = sample()
    body.persons[0].name.surname = 'Roy'
    body.persons[0].birthDate = '1988-04-18'
    body.persons[0].identifiers.nam = 'TREC88541718'
    body.newAddress = body.oldAddress
    const filing = parseFiling(body, circumstances)
    expect(filing.ok && filing.warnings).toEqual([
      { pointer: '/persons/0/identifiers/nam', code: 'nam-check-digit' },
      { pointer: '/persons/0/identifiers/nam', code: 'nam-name' },
      { pointer: '/persons/0/identifiers/nam', code: 'nam-birth-date' },
      { pointer: '/persons/0/identifiers/permis', code: 'permis-birth-date' },
      { pointer: '/newAddress', code: 'same-address' },
    ])
  })

  it('composes accents and trims', () => {
    const body = sample()
    body.persons[0].name.given = '  E\u0301lodie '
    const filing = parseFiling(body, circumstances)
    expect(filing.ok && filing.declaration).toMatchObject({ persons: [{ name: { given: 'Élodie' } }] })
  })

  it('accepts both ends of the window of effective dates', () => {
    for (const effectiveOn of ['2025-11-22', '2026-11-22', '2027-02-22']) {
      expect(parseFiling({ ...sample(), effectiveOn }, circumstances).ok).toBe(true)
    }
  })

  it('never throws and always says where and why, whatever is sent', () => {
    const anything = fc.oneof(
      fc.anything({ withNullPrototype: true, withBigInt: true }),
      fc.record(Object.fromEntries(Object.keys(most()).map((key) => [key, fc.anything({ maxDepth: 3 })])), {
        requiredKeys: ['kind'],
      }),
      fc.anything({ maxDepth: 3 }).map((persons) => ({ ...sample(), persons: [persons] })),
      fc.string({ unit: 'binary' }).map((text) => ({ ...sample(), newAddress: { text } })),
    )
    fc.assert(
      fc.property(anything, (body) => {
        const filing = parseFiling(body, circumstances)
        if (filing.ok) return
        expect(filing.flaws.length).toBeGreaterThan(0)
        for (const { pointer, code } of filing.flaws) {
          expect(pointer).toMatch(/^(?:\/(?:[^~]|~0|~1)*)?$/su)
          expect(isFlawCode(code)).toBe(true)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

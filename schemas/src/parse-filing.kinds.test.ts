import { actStates } from '@unefois/domain/act.ts'
import { describe, expect, it } from 'vitest'
import { changedExample, example } from '../testing/changed-example.ts'
import { circumstances } from '../testing/circumstances-for-tests.ts'
import { parseFiling } from './parse-filing.ts'

const read = (body: unknown) => {
  const filing = parseFiling(body, circumstances)
  if (!filing.ok) throw new Error(JSON.stringify(filing.flaws))
  return filing
}
const birth = (place: string, value: unknown) => changedExample('birth/good/registered.json', place, value)
const move = (place: string, value: unknown) =>
  changedExample('address-change/good/household.json', place, value)

describe('a birth', () => {
  it('keeps constat, child, parents and sharing', () => {
    expect(read(example('birth/good/registered.json'))).toMatchObject({
      warnings: [],
      declaration: {
        kind: 'birth',
        act: { state: 'inscrit', number: '1120261100431', registeredOn: '2026-11-12' },
        child: { name: { otherGiven: ['Marie', 'Rose'] }, birthTime: '04:12' },
        parents: [
          { role: 'mother', identifiers: { nas: '000000034', nam: 'LAVA94522114' } },
          { role: 'father', identifiers: { nas: '000000042' }, domicile: { postalCode: 'G1K 3B7' } },
        ],
        sharing: { requested: true, recipients: ['ramq', 'rrq', 'revenu', 'cra', 'service-canada'] },
      },
    })
  })

  it.each([
    ...actStates.map((state): [string, string] => [state, state]),
    ['constat seul', 'constat-seul'],
    ['Déclaration seule', 'declaration-seule'],
    ['DECLARATION_SEULE', 'declaration-seule'],
    ['enquête', 'enquete'],
    ['enque\u0302te', 'enquete'],
    [' Constat  seul ', 'constat-seul'],
  ])('takes the state %s as %s', (typed, state) => {
    const number = state === 'inscrit' ? { number: '1' } : {}
    expect(read(birth('/act', { state: typed, ...number })).declaration).toMatchObject({ act: { state } })
  })

  it('keeps no number of an act that is not registered, and says so', () => {
    const filing = read(birth('/act/state', 'concordance'))
    expect(filing.declaration).toMatchObject({ act: { state: 'concordance' } })
    expect(filing.declaration).not.toHaveProperty('act.number')
    expect(filing.warnings).toEqual([{ pointer: '/act', code: 'act-not-registered' }])
  })

  it('is late after thirty days, counted to its registration, or else to today', () => {
    const bornOn = (day: string, act: unknown) => {
      const body = birth('/act', act) as { child: { birthDate: string }; constat: { date: string } }
      body.child.birthDate = day
      body.constat.date = day
      return parseFiling(body, circumstances)
    }
    const late = { ok: false, flaws: [{ pointer: '/lateReason', code: 'late-reason-required' }] }
    const registered = { state: 'inscrit', number: '1', registeredOn: '2026-11-12' }
    expect(bornOn('2026-10-23', { state: 'concordance' }).ok).toBe(true)
    expect(bornOn('2026-10-22', { state: 'concordance' })).toEqual(late)
    expect(bornOn('2026-10-13', registered).ok).toBe(true)
    expect(bornOn('2026-10-12', registered)).toEqual(late)
  })

  it('shows the clerk where constat and declaration differ', () => {
    expect(read(birth('/constat/sex', 'M')).warnings).toEqual([
      { pointer: '/child/sex', code: 'constat-differs' },
    ])
    expect(read(birth('/constat/time', '04:13')).warnings).toEqual([
      { pointer: '/child/birthTime', code: 'constat-differs' },
    ])
  })

  it('knows the sex of a parent by the role when comparing the NAM', () => {
    expect(read(birth('/parents/0/role', 'father')).warnings).toEqual([
      { pointer: '/parents/0/identifiers/nam', code: 'nam-birth-date' },
    ])
    expect(read(birth('/parents/0/role', 'parent')).warnings).toEqual([])
  })

  it('says that recipients of a sharing that is not requested are not told', () => {
    expect(read(birth('/sharing/requested', false)).warnings).toEqual([
      { pointer: '/sharing/requested', code: 'sharing-not-requested' },
    ])
  })
})

describe('a death', () => {
  it('keeps what is needed to draw up the act', () => {
    expect(read(example('death/good/registered.json'))).toMatchObject({
      warnings: [],
      declaration: {
        kind: 'death',
        deceased: { birthPlace: 'Trois-Rivières', lastDomicile: { postalCode: 'G0X 2L0' } },
        death: { date: '2026-11-14', time: '07:30', place: 'Shawinigan' },
        declarant: { relation: 'child', contact: { phone: '+18195550166' } },
        disposal: { mode: 'cremation' },
      },
    })
    expect([...read(example('death/good/registered.json')).addresses.keys()].sort()).toEqual([
      'declarant',
      'domicile',
    ])
  })

  it('keeps that the address was confidential', () => {
    expect(read(example('death/good/attestation-only.json')).declaration).toMatchObject({
      act: { state: 'constat-seul' },
      deceased: { confidentialAddress: true, canadianCitizen: false },
    })
  })
})

describe('a household', () => {
  it('is taken whole: consents given, refused or still to come, and who is protected', () => {
    const consent = { given: false, method: 'phone', at: '2026-06-20T14:03:00-04:00' }
    expect(read(move('/persons/1/consent', consent)).declaration).toMatchObject({
      persons: [{}, { consent: { given: false, at: '2026-06-20T18:03:00.000Z' } }, {}],
      partners: [
        { id: 'hydro-quebec', consent: true },
        { id: 'cra', consent: true },
      ],
    })
    expect(read(move('/persons/1/consent', undefined)).declaration).not.toHaveProperty('persons.1.consent')
    expect(read(move('/persons/1/confidentialAddress', true)).declaration).toMatchObject({
      persons: [{}, { confidentialAddress: true }, {}],
    })
  })

  it('may share a file number, and holds twenty', () => {
    const { persons } = example('address-change/good/household.json') as {
      persons: { name: { given: string } }[]
    }
    const named = (index: number) => ({
      ...structuredClone(persons[2]),
      name: { surname: 'Roy', given: `Li${'a'.repeat(index)}` },
      identifiers: { fileNumbers: { mess: 'FAMILLE-1' } },
    })
    expect(
      read(
        move(
          '/persons',
          Array.from({ length: 20 }, (_, index) => named(index)),
        ),
      ).ok,
    ).toBe(true)
  })
})

describe('addresses', () => {
  const withoutNumber = {
    structured: {
      generic: 'rang',
      specific: 'Saint-Pierre',
      municipality: 'Saint-Boniface',
      province: 'QC',
      postalCode: 'G0X 2L0',
    },
  }

  it('that are uncertain must have been confirmed', () => {
    const filing = read(move('/newAddress', withoutNumber))
    expect(filing.unconfirmed).toEqual([{ pointer: '/newAddress', code: 'civic-number-missing' }])
    expect(filing.addresses.get('new')).toMatchObject({ certain: false, reasons: ['civic-number-missing'] })
    expect(read(move('/newAddress', { ...withoutNumber, confirmed: true })).unconfirmed).toEqual([])
  })

  it('may be sent back as the record that was shown, and may lie abroad', () => {
    const shown = read(example('address-change/good/household.json')).addresses.get('new')?.address
    const again = read(move('/newAddress', { structured: shown?.record }))
    expect(again.addresses.get('new')?.address).toEqual(shown)
    expect(read(example('address-change/good/leaving-canada.json')).declaration).toMatchObject({
      move: { newAddress: { lines: ['10, rue de Rivoli', '75004 Paris', 'FRANCE'], country: 'FR' } },
    })
  })
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isSilent, type Silence } from '@unefois/domain/agency.ts'
import { type PersonView, viewsOf } from '@unefois/domain/declarations/declaration.ts'
import { loadPlaces } from '@unefois/quebec/address/places/load-places.ts'
import { parseFiling } from '@unefois/schemas/parse-filing.ts'
import { describe, expect, it } from 'vitest'
import type { SpokenHearing } from './hears.ts'
import { knownBodies } from './known-bodies.ts'
import { registry } from './registry.ts'
import { withoutAgreement } from './without-agreement.ts'

const places = loadPlaces()

type Body = Record<string, unknown>

const example = (file: string, changes: Body = {}): Body => ({
  ...(JSON.parse(readFileSync(join(import.meta.dirname, '../../schemas/examples', file), 'utf8')) as Body),
  ...changes,
})

const viewsIn = (body: Body): readonly PersonView[] => {
  const filing = parseFiling(body, { today: '2026-11-22', demonstration: true, bodies: knownBodies, places })
  if (!filing.ok) throw new Error(JSON.stringify(filing.flaws))
  return viewsOf(filing.declaration)
}

/** Of each agency: the attributes that it is told, or why it is not. */
const toldOf = (view: PersonView): Readonly<Record<string, string>> =>
  Object.fromEntries(
    registry.map(({ id, hears }) => {
      const hearing: SpokenHearing | Silence = hears[view.kind]
      if (isSilent(hearing)) return [id, hearing.code]
      const { told, reason } = hearing.concern(view)
      return [id, told ? Object.keys(hearing.transform(view)).join(' ') : reason]
    }),
  )

const only = (body: Body) => {
  const [view] = viewsIn(body)
  if (view === undefined) throw new Error('a declaration of nobody')
  return toldOf(view)
}

describe('the move of one person', () => {
  it('tells each agency its own part, and says why the others hear nothing', () => {
    expect(only(example('address-change/good/one-person.json'))).toEqual({
      saaq: 'name birthDate permis newAddress effectiveOn',
      ramq: 'name birthDate nam newAddress effectiveOn',
      rrq: 'name birthDate nas newAddress effectiveOn',
      revenu: 'name birthDate nas newAddress effectiveOn',
      dge: 'name birthDate sex oldAddress newAddress effectiveOn',
      'etat-civil': 'register-of-acts',
      mess: 'no-file-number',
      cnesst: 'no-file-number',
      cra: 'not-requested',
      'service-canada': 'not-requested',
      'hydro-quebec': 'not-requested',
      'ville-de-quebec': 'not-requested',
    })
  })
})

describe('the move of a household', () => {
  it('is told of each person by that person’s own numbers', () => {
    const [julie, etienne, maelle] = viewsIn(example('address-change/good/household.json')).map(toldOf)
    expect(julie).toMatchObject({
      saaq: 'name birthDate permis newAddress mailingAddress effectiveOn',
      ramq: 'no-nam',
      dge: 'name birthDate sex oldAddress newAddress effectiveOn',
      cra: 'name birthDate nas newAddress mailingAddress effectiveOn consent',
      'service-canada': 'not-requested',
      'hydro-quebec': 'name oldAddress newAddress effectiveOn contact consent',
    })
    expect(etienne).toMatchObject({
      saaq: 'no-permis',
      rrq: 'name birthDate nas newAddress mailingAddress effectiveOn',
      dge: 'not-a-citizen',
      'hydro-quebec': 'name oldAddress newAddress effectiveOn consent',
    })
    expect(maelle).toMatchObject({
      rrq: 'no-nas',
      dge: 'under-18',
      cra: 'no-nas',
      'hydro-quebec': 'under-18',
    })
  })
})

describe('a birth', () => {
  it('in the register tells who is told anyway, and whom the parents named', () => {
    expect(only(example('birth/good/registered.json'))).toEqual({
      saaq: 'no-licence-at-birth',
      ramq: 'child parents act effectiveOn',
      rrq: 'child parents effectiveOn',
      revenu: 'child parents effectiveOn',
      dge: 'not-an-elector-at-birth',
      'etat-civil': 'source-of-the-act',
      mess: 'not-requested',
      cnesst: 'no-file-at-birth',
      cra: 'child parents act effectiveOn consent',
      'service-canada': 'child parents act effectiveOn consent',
      'hydro-quebec': 'not-concerned',
      'ville-de-quebec': 'not-concerned',
    })
  })

  it('at concordance tells the registrar, and nobody who was not named', () => {
    expect(only(example('birth/good/awaiting-act.json'))).toMatchObject({
      ramq: 'child parents act effectiveOn',
      rrq: 'child parents effectiveOn',
      'etat-civil': 'child parents act effectiveOn',
      revenu: 'not-requested',
      mess: 'not-requested',
      cra: 'not-requested',
      'service-canada': 'not-requested',
    })
  })
})

describe('a death', () => {
  const everybody = { requested: true, recipients: ['mess', 'cnesst', 'cra', 'service-canada'] }

  it('in the register tells who is told anyway, and whom the declarant named', () => {
    expect(only(example('death/good/registered.json'))).toEqual({
      saaq: 'name birthDate permis dateOfDeath',
      ramq: 'name birthDate nam dateOfDeath',
      rrq: 'name birthDate nas dateOfDeath',
      revenu: 'name birthDate nas dateOfDeath',
      dge: 'name birthDate sex oldAddress dateOfDeath',
      'etat-civil': 'source-of-the-act',
      mess: 'not-requested',
      cnesst: 'no-file-number',
      cra: 'name birthDate nas dateOfDeath',
      'service-canada': 'name birthDate nas dateOfDeath',
      'hydro-quebec': 'not-concerned',
      'ville-de-quebec': 'not-concerned',
    })
  })

  it('tells who is told anyway also when nothing was asked for', () => {
    const told = only(example('death/good/registered.json', { sharing: { ...everybody, requested: false } }))
    expect(Object.entries(told).flatMap(([id, keys]) => (keys.includes(' ') ? [id] : []))).toEqual([
      'saaq',
      'ramq',
      'rrq',
      'revenu',
      'dge',
    ])
  })
})

describe('the services behind the lines', () => {
  const servicesOf = (kind: 'birth' | 'death') => [
    ...registry.flatMap(({ hears }) => {
      const hearing: SpokenHearing | Silence = hears[kind]
      const [view] = viewsIn(example(`${kind}/good/registered.json`))
      return isSilent(hearing) || view === undefined ? [] : hearing.services(view)
    }),
    ...withoutAgreement.flatMap(({ wouldServe }) => wouldServe[kind] ?? []),
  ]

  it.each([
    ['birth', 9],
    ['death', 14],
  ] as const)('of a %s are %i, each once', (kind, count) => {
    const services = servicesOf(kind)
    expect(services.length).toBe(count)
    expect(new Set(services).size).toBe(count)
  })
})

describe('bodies without an agreement', () => {
  it('are no agencies, and can be named all the same', () => {
    const agencies = registry.map(({ id }) => id as string)
    for (const { id, wouldServe } of withoutAgreement) {
      expect(agencies).not.toContain(id)
      expect(knownBodies).toContain(id)
      expect(Object.keys(wouldServe).length).toBeGreaterThan(0)
    }
  })
})

import { isSilent, type Silence } from '@unefois/domain/agency.ts'
import { kinds, type PersonView } from '@unefois/domain/declarations/declaration.ts'
import type { Identifiers } from '@unefois/domain/person.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryView } from './arbitrary-view.ts'
import type { SpokenHearing } from './hears.ts'
import { registry } from './registry.ts'

const withIdentifiers = (view: PersonView, given: Identifiers): PersonView => {
  switch (view.kind) {
    case 'address-change':
      return { ...view, person: { ...view.person, identifiers: { ...view.person.identifiers, ...given } } }
    case 'birth':
      return {
        ...view,
        parents: view.parents.map((parent) => ({
          ...parent,
          identifiers: { ...parent.identifiers, ...given },
        })),
      }
    case 'death':
      return { ...view, person: { ...view.person, identifiers: { ...view.person.identifiers, ...given } } }
  }
}

/** Whoever is told of the view with the text `MARKED` anywhere in what leaves. */
const recipientsOfMark = (view: PersonView): readonly string[] =>
  registry
    .filter(({ hears }) => {
      const hearing: SpokenHearing | Silence = hears[view.kind]
      if (isSilent(hearing) || !hearing.concern(view).told) return false
      return JSON.stringify(hearing.transform(view)).includes('MARKED')
    })
    .map(({ id }) => id)

const marked: Readonly<Record<string, Identifiers>> = {
  nas: { nas: 'MARKED' },
  nam: { nam: 'MARKED' },
  permis: { permis: 'MARKED' },
  'the file at the ministry': { fileNumbers: { mess: 'MARKED' } },
  'the file at the CNESST': { fileNumbers: { cnesst: 'MARKED' } },
}

/** Who may ever see which, of any kind. Nobody else's payload may hold the value, at any depth. */
const entitled: Readonly<Record<string, readonly string[]>> = {
  nas: ['cra', 'revenu', 'rrq', 'service-canada'],
  nam: ['ramq'],
  permis: ['saaq'],
  'the file at the ministry': ['mess'],
  'the file at the CNESST': ['cnesst'],
}

describe('identifiers', () => {
  it.each(Object.keys(entitled))('%s reaches all those who may see it, and nobody else', (scheme) => {
    const reached = new Set<string>()
    for (const kind of kinds) {
      for (const partner of ['mess', 'cnesst', 'revenu', 'cra', 'service-canada']) {
        fc.assert(
          fc.property(arbitraryView(kind, partner), (view) => {
            const recipients = recipientsOfMark(withIdentifiers(view, marked[scheme] ?? {}))
            expect(entitled[scheme]).toEqual(expect.arrayContaining([...recipients]))
            for (const recipient of recipients) reached.add(recipient)
          }),
        )
      }
    }
    expect([...reached].sort()).toEqual(entitled[scheme])
  })

  it('of parents and deceased never reach the registrar, nor any utility or city', () => {
    const everything: Identifiers = {
      nas: 'MARKED',
      nam: 'MARKED',
      permis: 'MARKED',
      fileNumbers: { mess: 'MARKED' },
    }
    for (const kind of kinds) {
      fc.assert(
        fc.property(arbitraryView(kind, 'hydro-quebec'), (view) => {
          const recipients = recipientsOfMark(withIdentifiers(view, everything))
          for (const id of ['etat-civil', 'dge', 'hydro-quebec', 'ville-de-quebec']) {
            expect(recipients).not.toContain(id)
          }
        }),
      )
    }
  })
})

describe('a protected person', () => {
  const secret = { lines: ['MARKED'], postalCode: 'G1L 3K4', country: 'CA' }
  const hidden = (view: PersonView): PersonView => {
    switch (view.kind) {
      case 'address-change':
        return {
          ...view,
          person: { ...view.person, confidentialAddress: true },
          move: { ...view.move, oldAddress: secret, newAddress: secret, mailingAddress: secret },
        }
      case 'birth':
        return {
          ...view,
          parents: view.parents.map((parent) => ({ ...parent, confidentialAddress: true, domicile: secret })),
        }
      case 'death':
        return { ...view, person: { ...view.person, confidentialAddress: true, lastDomicile: secret } }
    }
  }
  const partners = registry.filter(({ standing }) => standing === 'partner').map(({ id }) => id as string)

  it.each(kinds)('has an address that no partner learns of a %s', (kind) => {
    for (const partner of partners) {
      fc.assert(
        fc.property(arbitraryView(kind, partner), (view) => {
          const recipients = recipientsOfMark(hidden(view))
          expect(recipients.filter((id) => partners.includes(id))).toEqual([])
          if (kind === 'death') expect(recipients).not.toContain('dge')
        }),
      )
    }
  })
})

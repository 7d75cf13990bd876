import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isSilent } from '@unefois/domain/agency.ts'
import { viewsOf } from '@unefois/domain/declarations/declaration.ts'
import { parseFiling } from '@unefois/schemas/parse-filing.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryView } from './arbitrary-view.ts'
import { registry } from './registry.ts'

const sample = join(import.meta.dirname, '../../schemas/examples/address-change/good/one-person.json')

const toldOf = (body: unknown): Readonly<Record<string, readonly string[] | string>> => {
  const filing = parseFiling(body, { today: '2026-11-22', demonstration: true })
  const [view] = filing.ok ? viewsOf(filing.declaration) : []
  if (view === undefined) throw new Error('the sample was refused')
  return Object.fromEntries(
    registry.map(({ id, hears }) => {
      const hearing = hears[view.kind]
      if (isSilent(hearing)) return [id, hearing.code]
      const { told, reason } = hearing.concern(view)
      return [id, told ? Object.keys(hearing.transform(view)) : reason]
    }),
  )
}

describe('the move of one person', () => {
  it('tells each agency its own part, and says why the others hear nothing', () => {
    expect(toldOf(JSON.parse(readFileSync(sample, 'utf8')))).toMatchObject({
      saaq: ['name', 'birthDate', 'permis', 'newAddress', 'effectiveOn'],
      ramq: ['name', 'birthDate', 'nam', 'newAddress', 'effectiveOn'],
      rrq: ['name', 'birthDate', 'nas', 'newAddress', 'effectiveOn'],
      revenu: ['name', 'birthDate', 'nas', 'newAddress', 'effectiveOn'],
      dge: ['name', 'birthDate', 'sex', 'oldAddress', 'newAddress', 'effectiveOn'],
      'etat-civil': 'register-of-acts',
      mess: 'no-file-number',
      cnesst: 'no-file-number',
    })
  })
})

describe('identifiers', () => {
  /** Who may see which; nobody else's payload may hold the value anywhere. */
  const entitled: Readonly<Record<string, readonly string[]>> = {
    nas: ['rrq', 'revenu'],
    nam: ['ramq'],
    permis: ['saaq'],
  }

  it.each(Object.entries(entitled))('%s goes to %j only', (scheme, agencies) => {
    const marked = arbitraryView('mess').map((view) => ({
      ...view,
      person: { ...view.person, identifiers: { ...view.person.identifiers, [scheme]: 'MARKED' } },
    }))
    fc.assert(
      fc.property(marked, (view) => {
        const recipients = registry.filter(({ hears }) => {
          const hearing = hears[view.kind]
          if (isSilent(hearing) || !hearing.concern(view).told) return false
          return JSON.stringify(hearing.transform(view)).includes('MARKED')
        })
        expect(recipients.map(({ id }) => id as string).sort()).toEqual([...agencies].sort())
      }),
    )
  })
})

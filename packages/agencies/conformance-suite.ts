import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isSilent } from '@unefois/domain/agency.ts'
import type { Bilingual } from '@unefois/domain/bilingual.ts'
import { kinds } from '@unefois/domain/declarations/declaration.ts'
import { describe, expect, it } from 'vitest'
import { expectGolden } from './expect-golden.ts'
import { expectWithinAgreement } from './expect-within-agreement.ts'
import { goldenExamples } from './golden-examples.ts'
import type { SpokenHearing } from './hears.ts'
import { payloadJsonSchema } from './payload-json-schema.ts'
import type { RegisteredAgency } from './registered-agency.ts'

const expectBothLanguages = ({ fr, en }: Bilingual): void => {
  for (const sentence of [fr, en]) expect(sentence).toMatch(/^[A-ZÀ-Ý].*\.$/u)
  expect(fr).not.toBe(en)
}

const hearingsOf = (agency: RegisteredAgency): readonly SpokenHearing[] =>
  kinds.flatMap((kind) => {
    const hearing = agency.hears[kind]
    return isSilent(hearing) ? [] : [hearing]
  })

/** Everything that a folder under `agencies/` promises, checked on one of them. */
export const describeAgency = (agency: RegisteredAgency, folder: string): void => {
  describe(`agency ${agency.id}`, () => {
    const hearings = hearingsOf(agency)

    it('has the folder that its kinds call for, and nothing else', () => {
      const files = ['agency.ts', 'simulator.ts', ...hearings.map(({ kind }) => `${kind}.ts`)]
      const expected = hearings.length > 0 ? [...files, 'examples'] : files
      expect(readdirSync(folder).sort()).toEqual(expected.sort())
      if (hearings.length > 0) {
        expect(readdirSync(join(folder, 'examples')).sort()).toEqual(hearings.map(({ kind }) => kind).sort())
      }
    })

    it('names itself, its basis and its purpose in both languages', () => {
      for (const text of [agency.name, agency.agreement.basis, agency.agreement.purpose]) {
        expect(text.fr.trim()).not.toBe('')
        expect(text.en.trim()).not.toBe('')
      }
      expect(agency.id).toMatch(/^[a-z][a-z0-9-]{0,39}$/)
      expect(agency.limits.slots).toBeGreaterThan(0)
      expect(agency.limits.retryScheduleMs.length).toBeGreaterThan(0)
      const used = new Set(hearings.flatMap(({ attributes }) => attributes))
      expect([...agency.agreement.attributes].sort()).toEqual([...used].sort())
    })

    it('says why it hears nothing of the kinds it does not hear', () => {
      for (const kind of kinds) {
        const entry = agency.hears[kind]
        if (isSilent(entry)) expectBothLanguages(entry.text)
      }
    })

    for (const hearing of hearings) describeHearing(agency, folder, hearing)
  })
}

const describeHearing = (agency: RegisteredAgency, folder: string, hearing: SpokenHearing): void => {
  describe(`hearing of ${hearing.kind}`, () => {
    const examples = goldenExamples(folder, hearing.kind)

    it('stays within the agreement', () => {
      expect(agency.agreement.attributes).toEqual(expect.arrayContaining([...hearing.attributes]))
      expect(hearing.attributes).toEqual(expect.arrayContaining(Object.keys(hearing.payload.shape)))
      expect(new Set(hearing.attributes).size).toBe(hearing.attributes.length)
    })

    it('explains every reason in both languages, and shows each by an example', () => {
      for (const text of Object.values(hearing.reasons)) expectBothLanguages(text)
      const shown = new Set(examples.map(([, { concern }]) => concern.reason))
      expect([...shown].sort()).toEqual(Object.keys(hearing.reasons).sort())
    })

    it('has golden examples, of being told and, where there are reasons for it, of not being told', () => {
      const alwaysTold = Object.keys(hearing.reasons).length === Object.keys(hearing.toldWhen).length
      expect(examples.length).toBeGreaterThanOrEqual(3)
      expect(new Set(examples.map(([, { concern }]) => concern.told))).toEqual(
        new Set(alwaysTold ? [true] : [true, false]),
      )
    })

    it.each(examples)('golden example %s', (_, example) => expectGolden(agency, hearing, example))

    it('publishes the schema of its payload', () => {
      expect(payloadJsonSchema(agency, hearing.kind, 'https://unefois.example')).toMatchObject({
        $id: `https://unefois.example/schemas/${agency.id}/${hearing.kind}.v1.json`,
        type: 'object',
        additionalProperties: false,
      })
    })

    it('tells nobody more than the agreement, of any person', () => expectWithinAgreement(agency, hearing))
  })
}

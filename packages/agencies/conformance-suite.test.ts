import { isSilent, type Silence } from '@unefois/domain/agency.ts'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { expectGolden } from './expect-golden.ts'
import { expectWithinAgreement } from './expect-within-agreement.ts'
import { goldenExamples } from './golden-examples.ts'
import type { SpokenHearing } from './hears.ts'
import { agency as ramq } from './ramq/agency.ts'
import { agency as saaq } from './saaq/agency.ts'

/** The suite must not go blind: each of these is a fault planted in a sound agency. */
const heard = (entry: SpokenHearing | Silence): SpokenHearing => {
  if (isSilent(entry)) throw new Error('the agency hears of this')
  return entry
}
const hearing = heard(saaq.hears['address-change'])
const birth = heard(ramq.hears.birth)

const leaking = (given: Partial<SpokenHearing>): SpokenHearing => ({ ...hearing, ...given })
const withNas: SpokenHearing['transform'] = (view) => ({ ...hearing.transform(view), nas: '046454286' })
const looseSchema = z.object({ ...hearing.payload.shape, nas: z.string().optional() })
const [, example] = goldenExamples(`${import.meta.dirname}/saaq`, 'address-change').find(
  ([file]) => file === 'one-person.json',
) ?? ['', undefined]
if (example === undefined) throw new Error('the golden example is gone')

describe('the conformance suite', () => {
  it('lets a sound agency pass', () => {
    expect(() => expectWithinAgreement(saaq, hearing)).not.toThrow()
    expect(() => expectGolden(saaq, hearing, example)).not.toThrow()
  })

  it.each([
    ['a transform that gives the NAS', leaking({ transform: withNas })],
    ['a transform and a schema that give the NAS', leaking({ transform: withNas, payload: looseSchema })],
    ['a reason without its sentence', leaking({ concern: () => ({ told: false, reason: 'because' }) })],
    ['a reason told the wrong way', leaking({ concern: () => ({ told: true, reason: 'no-permis' }) })],
    [
      'a transform that forgets the permis',
      leaking({
        transform: (view) => (view.kind === 'address-change' ? { newAddress: view.move.newAddress } : {}),
      }),
    ],
  ])('catches %s', (_, planted) => {
    expect(() => expectWithinAgreement(saaq, planted)).toThrow()
  })

  it('lets the RAMQ hear of births, and catches a parent’s NAS below the top', () => {
    const leak: SpokenHearing['transform'] = (view) => ({
      ...birth.transform(view),
      ...(view.kind === 'birth' && {
        parents: view.parents.map(({ role, name, birthDate, domicile }) => ({
          role,
          name,
          birthDate,
          domicile,
          nas: '1',
        })),
      }),
    })
    expect(() => expectWithinAgreement(ramq, birth)).not.toThrow()
    expect(() => expectWithinAgreement(ramq, { ...birth, transform: leak })).toThrow()
  })

  it('catches a plan that shows less than what leaves once the act is registered', () => {
    const secretive: SpokenHearing['transform'] = (view) => {
      const { act, ...rest } = birth.transform(view)
      return view.kind === 'birth' && view.act.number === undefined ? rest : { ...rest, act }
    }
    expect(() => expectWithinAgreement(ramq, { ...birth, transform: secretive })).toThrow()
  })

  it('catches an agreement that is narrower than what leaves', () => {
    const narrower = { ...saaq, agreement: { ...saaq.agreement, attributes: ['name', 'permis'] as const } }
    expect(() => expectWithinAgreement(narrower, hearing)).toThrow()
  })

  it('catches a schema that is not strict, and a golden example gone stale', () => {
    expect(() => expectGolden(saaq, leaking({ payload: looseSchema }), example)).toThrow()
    expect(() => expectGolden(saaq, hearing, { ...example, payload: { name: 1 } })).toThrow()
  })
})

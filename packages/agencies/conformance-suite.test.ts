import { isSilent } from '@unefois/domain/agency.ts'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { expectGolden } from './expect-golden.ts'
import { expectWithinAgreement } from './expect-within-agreement.ts'
import { goldenExamples } from './golden-examples.ts'
import type { SpokenHearing } from './hears.ts'
import { agency as saaq } from './saaq/agency.ts'

/** The suite must not go blind: each of these is a fault planted in a sound agency. */
const hearing = saaq.hears['address-change']
if (isSilent(hearing)) throw new Error('the SAAQ hears of moves')

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
      leaking({ transform: ({ move }) => ({ newAddress: move.newAddress }) }),
    ],
  ])('catches %s', (_, planted) => {
    expect(() => expectWithinAgreement(saaq, planted)).toThrow()
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

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Failure } from '../failure.ts'
import { givenOptions } from './given-options.ts'
import { instantOf, listOf, wholeNumber } from './typed-values.ts'

const now = new Date('2026-11-22T12:00:00Z')
const since = (typed: string) => instantOf(givenOptions(new Map([['since', [typed]]])), 'since', now)

describe('an instant', () => {
  it.each([
    ['2026-11-22', '2026-11-22T05:00:00.000Z'],
    ['2026-07-01', '2026-07-01T04:00:00.000Z'],
    ['2026-11-22T09:30:00-05:00', '2026-11-22T14:30:00.000Z'],
    ['2026-11-22T09:30Z', '2026-11-22T09:30:00.000Z'],
    ['90s', '2026-11-22T11:58:30.000Z'],
    ['45min', '2026-11-22T11:15:00.000Z'],
    ['2h', '2026-11-22T10:00:00.000Z'],
    ['3d', '2026-11-19T12:00:00.000Z'],
    ['3j', '2026-11-19T12:00:00.000Z'],
  ])('%s is %s', (typed, instant) => {
    expect(since(typed)).toBe(instant)
  })

  it.each(['2026-02-30', '2026-11-22T09:30', '2026-13-01T00:00Z', '2', 'h', '-2h', '2m', 'now'])(
    '%s is none',
    (typed) => {
      expect(() => since(typed)).toThrow(Failure)
    },
  )

  it('is an instant or a Failure, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        try {
          expect(Number.isNaN(Date.parse(since(typed) ?? ''))).toBe(false)
        } catch (error) {
          expect(error).toBeInstanceOf(Failure)
        }
      }),
    )
  })
})

describe('numbers and lists', () => {
  it('are read whole', () => {
    const options = givenOptions(
      new Map([
        ['limit', ['20']],
        ['kinds', ['birth, death,']],
      ] as const),
    )
    expect(wholeNumber(options, 'limit', { min: 1, max: 500 })).toBe(20)
    expect(wholeNumber(options, 'rate', { min: 1, max: 500 })).toBeUndefined()
    expect(listOf(options, 'kinds')).toEqual(['birth', 'death'])
  })

  it.each(['0', '501', '1.5', '-1', '1e2', ' 5', ''])('%j is no number from 1 to 500', (typed) => {
    const options = givenOptions(new Map([['limit', [typed]]]))
    expect(() => wholeNumber(options, 'limit', { min: 1, max: 500 })).toThrow(Failure)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { luhn } from './luhn.ts'
import { nas } from './nas.ts'

const demonstration = { demonstration: true }
const real = { demonstration: false }

/** Eight digits and the ninth that makes them pass. */
const validNas = (first: string) =>
  fc.stringMatching(/^[0-9]{7}$/).map((seven) => {
    const eight = first + seven
    return eight + [...'0123456789'].find((last) => luhn(eight + last))
  })

describe('nas', () => {
  it.each(['046 454 286', '046-454-286', '046454286', ' 046.454.286 ', '046\u2011454\u2011286'])(
    'reads %s as nine digits',
    (typed) => {
      expect(nas(typed, demonstration)).toEqual({ ok: true, value: '046454286', warnings: [] })
    },
  )

  it.each([
    ['12345678', 'nas-format'],
    ['1234567890', 'nas-format'],
    ['04645428A', 'nas-format'],
    ['٠٤٦٤٥٤٢٨٦', 'nas-format'],
    ['', 'nas-format'],
    ['046 454 287', 'nas-check-digit'],
    ['000 000 000', 'nas-unassigned'],
    ['800 000 002', 'nas-unassigned'],
  ])('refuses %j with %s', (typed, code) => {
    expect(nas(typed, demonstration)).toEqual({ ok: false, code })
  })

  it('takes a first digit of zero in demonstrations only', () => {
    fc.assert(
      fc.property(
        validNas('0').filter((digits) => digits !== '000000000'),
        (digits) => {
          expect(nas(digits, demonstration)).toMatchObject({ ok: true, value: digits })
          expect(nas(digits, real)).toEqual({ ok: false, code: 'nas-unassigned' })
        },
      ),
    )
  })

  it('takes what was ever assigned, everywhere', () => {
    const assigned = fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '9').chain(validNas)
    fc.assert(fc.property(assigned, (digits) => nas(digits, real).ok && nas(digits, demonstration).ok))
  })

  it('notices any one digit changed', () => {
    const changed = fc.tuple(validNas('2'), fc.nat(8), fc.integer({ min: 1, max: 9 }))
    fc.assert(
      fc.property(changed, ([digits, at, by]) => {
        const other = (Number(digits[at]) + by) % 10
        expect(nas(digits.slice(0, at) + other + digits.slice(at + 1), real).ok).toBe(false)
      }),
    )
  })
})

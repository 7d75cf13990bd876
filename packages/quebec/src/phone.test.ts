import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { phone } from './phone.ts'

describe('phone', () => {
  it.each([
    '418 555-0142',
    '(418) 555-0142',
    '+1 418 555 0142',
    '1-418-555-0142',
    '4185550142',
    '418.555.0142',
  ])('reads %s', (typed) => {
    expect(phone(typed)).toEqual({ ok: true, value: '+14185550142', warnings: [] })
  })

  it.each(['118 555-0142', '418 155-0142', '555-0142', '418 555-0142 poste 3', '+33 1 42 68 53 00', ''])(
    'refuses %j',
    (typed) => {
      expect(phone(typed)).toEqual({ ok: false, code: 'phone-format' })
    },
  )

  it('takes its own answer', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[2-9][0-9]{2}[2-9][0-9]{6}$/), (digits) => {
        expect(phone(`+1${digits}`)).toEqual({ ok: true, value: `+1${digits}`, warnings: [] })
      }),
    )
  })
})

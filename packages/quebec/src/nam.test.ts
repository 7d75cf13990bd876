import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nam } from './nam.ts'
import { namCheckDigit } from './nam-check-digit.ts'

const camille = { surname: 'Tremblay', given: 'Camille', birthDate: '1988-04-17', sex: 'F' } as const

describe('nam', () => {
  it.each(['TREC88541719', 'TREC 8854 1719', 'trec-8854-1719'])('reads %s', (typed) => {
    expect(nam(typed, camille)).toEqual({ ok: true, value: 'TREC88541719', warnings: [] })
  })

  it.each(['TREC8854171', 'TREC885417190', 'TRE988541719', 'TRÉC88541719', '', 'TREC8854171９'])(
    'refuses %j',
    (typed) => {
      expect(nam(typed, camille)).toEqual({ ok: false, code: 'nam-format' })
    },
  )

  it.each([
    ['a wrong check digit', 'TREC88541718', camille, ['nam-check-digit']],
    ['another surname', 'TREC88541719', { ...camille, surname: 'Roy' }, ['nam-name']],
    ['another sex', 'TREC88541719', { ...camille, sex: 'M' }, ['nam-birth-date']],
    ['another day of birth', 'TREC88541719', { ...camille, birthDate: '1988-04-18' }, ['nam-birth-date']],
  ] as const)('doubts, but takes, %s', (_, typed, holder, warnings) => {
    expect(nam(typed, holder)).toMatchObject({ ok: true, warnings })
  })

  it('pads short surnames and strips accents, apostrophes and ligatures', () => {
    const short = { surname: 'Ô', given: 'Élie', birthDate: '2001-01-09', sex: 'M' } as const
    expect(nam(`OXXE010109 1${namCheckDigit('OXXE0101091', '2001')}`, short)).toMatchObject({ warnings: [] })
    const oneil = { ...short, surname: "O'Neil", given: 'Œdipe' } as const
    expect(nam(`ONEO0101091${namCheckDigit('ONEO0101091', '2001')}`, oneil)).toMatchObject({ warnings: [] })
  })

  it('lets whoever wrote X carry either month', () => {
    const x = { ...camille, sex: 'X' } as const
    expect(nam('TREC88541719', x)).toMatchObject({ warnings: [] })
    expect(nam('TREC88041719', x)).toMatchObject({ warnings: ['nam-check-digit'] })
  })

  it.each([
    ['TEST54122816', '1954', '6'],
    ['LAVA94522114', '1994', '4'],
    ['COTJ41052915', '1941', '5'],
  ])('gives %s its published check digit', (specimen, year, digit) => {
    expect(namCheckDigit(specimen, year)).toBe(digit)
  })

  it('never throws, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => typeof nam(typed, camille).ok === 'boolean'),
    )
  })
})

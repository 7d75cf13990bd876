import { describe, expect, it } from 'vitest'
import { permis } from './permis.ts'

const camille = { birthDate: '1988-04-17' }

describe('permis', () => {
  it.each(['T6123-170488-05', 't6123 170488 05', 'T612317048805'])('reads %s', (typed) => {
    expect(permis(typed, camille)).toEqual({ ok: true, value: 'T612317048805', warnings: [] })
  })

  it('doubts a licence of another birth date', () => {
    expect(permis('T6123-160488-05', camille)).toMatchObject({ ok: true, warnings: ['permis-birth-date'] })
  })

  it.each(['T6123-170488-5', '6123-170488-055', 'TT123-170488-05', 'É6123-170488-05', ''])(
    'refuses %j',
    (typed) => {
      expect(permis(typed, camille)).toEqual({ ok: false, code: 'permis-format' })
    },
  )
})

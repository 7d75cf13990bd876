import { describe, expect, it } from 'vitest'
import { flawCatalogue, isFlawCode } from './flaw-catalogue.ts'

describe('flawCatalogue', () => {
  it.each(Object.entries(flawCatalogue))('says %s in two languages, as a sentence', (code, { fr, en }) => {
    expect(code).toMatch(/^[a-z]+(?:-[a-z]+)*$/)
    expect(fr).not.toBe(en)
    for (const sentence of [fr, en]) expect(sentence).toMatch(/^[A-ZÀ-Ý].*[.?)]$/u)
  })

  it('knows its own codes only', () => {
    expect(isFlawCode('required')).toBe(true)
    expect(isFlawCode('toString')).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import { texts } from '../say.ts'
import { columnTexts } from './column-texts.ts'
import { commandTexts } from './command-texts.ts'
import { failureTexts } from './failure-texts.ts'
import { optionTexts } from './option-texts.ts'
import { sentenceTexts } from './sentence-texts.ts'
import { statusTexts } from './status-texts.ts'

const places = (sentence: string) =>
  [...new Set([...sentence.matchAll(/\{\w+\}/g)].map(([place]) => place))].toSorted()

describe('the texts', () => {
  it('say the same in both languages, with the same places to fill in', () => {
    const uneven = Object.entries(texts).filter(
      ([, { fr, en }]) =>
        fr.trim() === '' || en.trim() === '' || places(fr).join(' ') !== places(en).join(' '),
    )
    expect(uneven.map(([key]) => key)).toEqual([])
  })

  it('have no key in two files', () => {
    const files = [columnTexts, commandTexts, failureTexts, optionTexts, sentenceTexts, statusTexts]
    expect(Object.keys(texts)).toHaveLength(files.reduce((sum, file) => sum + Object.keys(file).length, 0))
  })
})

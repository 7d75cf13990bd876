import { bad, good } from '@unefois/quebec/checked.ts'
import { describe, expect, it, vi } from 'vitest'
import { parsed } from '../parsed.ts'
import { checkedText } from './checked-text.ts'
import { text } from './text.ts'

describe('checkedText', () => {
  it('keeps the text as typed when the rule accepts it, and gives the rule’s code when not', () => {
    const even = checkedText((typed) => (typed.length % 2 === 0 ? good('normalised') : bad('invalid')))
    expect(parsed(even, ' ab ')).toEqual({ ok: true, value: 'ab' })
    expect(parsed(even, 'abc')).toEqual({ ok: false, flaws: [{ pointer: '', code: 'invalid' }] })
  })

  it.each([
    ['too long', 'x'.repeat(11), 'too-long'],
    ['empty', '  ', 'empty'],
    ['unreadable', '\u0000', 'unreadable-characters'],
    ['not a text', 5, 'expected-text'],
  ])('never shows the rule what is %s', (_, typed, code) => {
    const rule = vi.fn<() => ReturnType<typeof good<string>>>(() => good(''))
    expect(parsed(checkedText(rule, text(10)), typed)).toEqual({ ok: false, flaws: [{ pointer: '', code }] })
    expect(rule).not.toHaveBeenCalled()
  })
})

import { describe, expect, it } from 'vitest'
import { Failure } from '../failure.ts'
import { givenOptions } from '../words/given-options.ts'
import { readWords } from '../words/read-words.ts'
import { chosenLanguage } from './chosen-language.ts'
import { readConnection } from './connection.ts'

const read = (words: readonly string[], env = {}) =>
  readConnection(givenOptions(readWords(words).options), env)

describe('where and as whom', () => {
  it('is this machine and the demonstration, unless something is said', () => {
    expect(read([])).toEqual({ url: 'http://127.0.0.1:8080', token: 'demo-operator' })
    expect(read([], { UNEFOIS_URL: 'https://localhost/', UNEFOIS_TOKEN: ' t ' })).toEqual({
      url: 'https://localhost',
      token: 't',
    })
    expect(read(['--url', 'http://[::1]:81', '--token=o'], { UNEFOIS_TOKEN: 't' })).toEqual({
      url: 'http://[::1]:81',
      token: 'o',
    })
  })

  it.each([
    'https://une-fois.example',
    'http://10.0.0.1',
    'http://127.example.org',
    'http://localhost.example',
  ])('never tells the token of the demonstration to %s', (url) => {
    expect(read(['--url', url]).token).toBeNull()
    expect(read(['--url', url, '--token', 't']).token).toBe('t')
  })

  it('takes no token that could not stand in a header', () => {
    expect(() => read(['--token', 'a\nb'])).toThrow(Failure)
  })
})

describe('the language', () => {
  it.each([
    [undefined, {}, 'fr'],
    [undefined, { LANG: 'C.UTF-8' }, 'fr'],
    [undefined, { LANG: 'en_CA.UTF-8' }, 'en'],
    [undefined, { LANG: 'en_CA.UTF-8', LC_ALL: 'fr_CA.UTF-8' }, 'fr'],
    [undefined, { LANG: 'fr_CA', LC_MESSAGES: 'en' }, 'en'],
    [undefined, { LANG: 'engelsk' }, 'fr'],
    ['fr', { LANG: 'en' }, 'fr'],
    ['en', { LANG: 'fr' }, 'en'],
  ] as const)('%s with %j is %s', (option, env, language) => {
    expect(chosenLanguage(option, env)).toBe(language)
  })
})

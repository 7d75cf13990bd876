import fc from 'fast-check'
import { expect, test } from 'vitest'
import { preferredLanguage } from './preferred-language.ts'

test.each([
  [undefined, 'fr'],
  ['', 'fr'],
  ['en', 'en'],
  ['en-CA', 'en'],
  ['EN-us,fr;q=0.9', 'en'],
  ['fr-CA,en;q=0.9', 'fr'],
  ['en;q=0.5, fr;q=0.8', 'fr'],
  ['fr;q=0, en;q=0.1', 'en'],
  ['en;q=0', 'fr'],
  ['de, en', 'en'],
  ['de', 'fr'],
  ['*', 'fr'],
  ['en, fr', 'en'],
  ['fr, en', 'fr'],
  ['en;q=many', 'fr'],
])('answers %s in %s', (header, language) => {
  expect(preferredLanguage(header)).toBe(language)
})

test('answers any header in one of the two languages', () => {
  fc.assert(fc.property(fc.string(), (header) => ['fr', 'en'].includes(preferredLanguage(header))))
})

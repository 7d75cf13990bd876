import { Refusal, refusalCodes } from '@unefois/domain/refusal.ts'
import { expect, test } from 'vitest'
import { errorsPage } from './errors-page.ts'
import { problemOf } from './problem.ts'
import { problemCatalogue } from './problem-catalogue.ts'

const occasion = {
  path: '/v1/declarations',
  requestId: '7a1f6a36-4f5c-4a10-a6f1-0d5a4c4d4e4f',
  describeFlaw: (code: string, language: string) => `${code} (${language})`,
}

test('says what was refused, in French', () => {
  const refusal = new Refusal('invalid', { flaws: [{ pointer: '/persons/0', code: 'required' }] })
  expect(problemOf(refusal, { ...occasion, language: 'fr' })).toEqual({
    type: '/documentation/errors#invalid',
    title: 'Renseignements à corriger',
    status: 422,
    detail: 'Certains renseignements manquent ou ne sont pas valides ; chacun est indiqué ci-dessous.',
    instance: '/v1/declarations#7a1f6a36-4f5c-4a10-a6f1-0d5a4c4d4e4f',
    code: 'invalid',
    errors: [{ pointer: '/persons/0', code: 'required', detail: 'required (fr)' }],
  })
})

test('says it in English, without a list of flaws when there is none', () => {
  const problem = problemOf(new Refusal('forbidden'), { ...occasion, language: 'en' })
  expect(problem.title).toBe('Access denied')
  expect(problem).not.toHaveProperty('errors')
})

test('lists a hundred flaws at most', () => {
  const flaws = Array.from({ length: 5000 }, (_, index) => ({ pointer: `/${index}`, code: 'unknown-field' }))
  expect(problemOf(new Refusal('invalid', { flaws }), { ...occasion, language: 'en' }).errors).toHaveLength(
    100,
  )
})

test.each(refusalCodes)('%s is an HTTP error with its own title in each language', (code) => {
  const { status, title } = problemCatalogue[code]
  expect(status).toBeGreaterThanOrEqual(400)
  expect(status).toBeLessThan(600)
  expect(title.fr).not.toBe(title.en)
  expect(errorsPage()).toContain(`id="${code}"`)
})

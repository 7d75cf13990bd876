import { randomUUID } from 'node:crypto'
import { Problem } from '@unefois/schemas/answers/problem.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inventedMove } from '../../running/invented-move.ts'
import { type BadFiling, badFiling } from '../bad-filings.ts'
import { countRows } from '../count-rows.ts'
import { nextPerson, type Where } from './where.ts'

const bodies = 500

/** Bad input is a problem that says what to do, never an error, and never half-stored. */
export const refusals = (where: Where): void => {
  const post = async (path: string, { body, contentType }: BadFiling) => {
    const answer = await fetch(`${where().place.url}${path}`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer demo-citizen',
        'idempotency-key': randomUUID(),
        ...(contentType !== null && { 'content-type': contentType }),
      },
      body: body(),
    })
    const text = await answer.text()
    return { status: answer.status, type: answer.headers.get('content-type'), text }
  }

  test(`${bodies} bad bodies are refused with a problem each, and nothing is stored`, async () => {
    const { place } = where()
    const before = await countRows(place.databaseUrl)
    await fc.assert(
      fc.asyncProperty(badFiling, fc.constantFrom('', '/preview'), async (bad, route) => {
        const { status, type, text } = await post(`/v1/declarations${route}`, bad)
        if (status < 400 || status >= 500) throw new Error(`${status}: ${text.slice(0, 500)}`)
        expect(type).toBe('application/problem+json')
        const problem = Problem.parse(JSON.parse(text))
        expect(problem.status).toBe(status)
        if (problem.code === 'invalid') expect(problem.errors?.length).toBeGreaterThan(0)
      }),
      { numRuns: bodies },
    )
    expect(await countRows(place.databaseUrl)).toEqual(before)
  }, 90_000)

  test('problems speak French, or English when that is preferred', async () => {
    const { citizen, place } = where()
    const body = { ...inventedMove(nextPerson()), effectiveOn: 'yesterday' }
    const ask = async (language?: string) => {
      const { headers, body: problem } = await citizen.post('/v1/declarations/preview', body, {
        ...(language !== undefined && { 'accept-language': language }),
      })
      return { language: headers.get('content-language'), problem: Problem.parse(problem) }
    }
    const usual = await ask()
    expect(usual).toMatchObject({ language: 'fr', problem: { title: 'Renseignements à corriger' } })
    expect((await ask('de')).problem.title).toBe('Renseignements à corriger')
    const english = await ask('en-CA, fr;q=0.5')
    expect(english).toMatchObject({ language: 'en', problem: { title: 'Information to correct' } })
    expect(english.problem.errors?.[0]?.detail).not.toBe(usual.problem.errors?.[0]?.detail)
    expect(english.problem.errors?.[0]).toMatchObject({ pointer: '/effectiveOn' })
    const missing = await fetch(`${place.url}/v1/nothing`)
    expect(missing.status).toBe(404)
    expect(Problem.parse(await missing.json()).code).toBe('not-found')
  })
}

import { failureOf } from '@unefois/domain/failure-of.ts'
import { expect, test } from 'vitest'
import { createJournal, type Journal } from './journal.ts'
import { logCatalogue } from './log-catalogue.ts'

/** What must never be seen: a person's name, identifiers, address, birth date, contact, in every disguise. */
const canaries = [
  'Tremblay-Canari',
  'TREC85121234',
  '046454286',
  '125A, 3e Avenue Ouest',
  'canari@example.org',
  '1985-12-12',
  'G1L 0Z0',
]

/** As untyped code, or code in a hurry, would call it. */
type Anything = { info(code: string, fields?: unknown): void; alarm(code: string, fields?: unknown): void }

const recorded = (level: 'debug' | 'info' = 'debug') => {
  const lines: string[] = []
  const journal = createJournal({ service: 'test', level, output: { write: (line) => lines.push(line) } })
  return { journal, untyped: journal as unknown as Anything, lines }
}

test('writes the code, its sentence and its fields', () => {
  const { journal, lines } = recorded()
  journal.alarm('delivery.parked', { agency: 'saaq', reason: 'timed-out', attempts: 3 })
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      service: 'test',
      code: 'delivery.parked',
      sentence: 'A delivery no longer retries by itself.',
      agency: 'saaq',
      reason: 'timed-out',
      attempts: 3,
    },
  ])
})

test('keeps quiet below its level', () => {
  const { journal, lines } = recorded('info')
  journal.info('relay.published', { records: 3 })
  expect(lines).toEqual([])
  journal.info('relay.leading')
  expect(lines).toHaveLength(1)
})

test('writes nothing for a code that is not in the catalogue', () => {
  const { untyped, lines } = recorded()
  for (const canary of canaries) untyped.info(canary, { agency: canary })
  untyped.alarm('toString', { canary: canaries[0] })
  untyped.alarm('__proto__')
  expect(lines).toEqual([])
})

test('lets personal data through no field, listed or not, of any code', () => {
  const { untyped, lines } = recorded()
  for (const [code, { fields }] of Object.entries(logCatalogue)) {
    for (const canary of canaries) {
      const listed = Object.fromEntries(Object.keys(fields).map((name) => [name, canary]))
      const nested = Object.fromEntries(Object.keys(fields).map((name) => [name, { canary }]))
      untyped.info(code, { ...listed, surname: canary, address: canary, err: new Error(canary) })
      untyped.alarm(code, { ...nested, canary })
    }
  }
  const output = lines.join('\n')
  expect(lines.length).toBe(2 * canaries.length * Object.keys(logCatalogue).length)
  for (const canary of canaries) expect(output).not.toContain(canary)
  expect(output).toContain('[withheld]')
})

test('says of an error its class and code only', () => {
  const { journal, lines } = recorded()
  const refused = Object.assign(new Error(`invalid input: "${canaries[0]}"`), { code: '22P02' })
  journal.alarm('relay.failed', failureOf(refused))
  journal.alarm('relay.failed', failureOf(canaries[0]))
  expect(lines.map((line) => JSON.parse(line).error)).toEqual(['Error', '[withheld]'])
  expect(JSON.parse(lines[0] ?? '{}').errorCode).toBe('22P02')
  expect(lines.join('')).not.toContain(canaries[0])
})

test('no field of the catalogue hides what every line carries', () => {
  const reserved = ['level', 'time', 'service', 'code', 'sentence']
  const names = Object.values(logCatalogue).flatMap(({ fields }) => Object.keys(fields))
  expect(names.filter((name) => reserved.includes(name))).toEqual([])
})

/** Compiled, never run: each line is an error to the compiler. */
export const doesNotCompile = (journal: Journal): void => {
  // @ts-expect-error unknown code
  journal.info('no.such-code')
  // @ts-expect-error an alarm is not an info
  journal.info('relay.lock-lost')
  // @ts-expect-error field outside the allow-list
  journal.alarm('relay.lock-lost', { surname: 'x' })
  // @ts-expect-error a text where a number belongs
  journal.info('relay.published', { records: 'many' })
}

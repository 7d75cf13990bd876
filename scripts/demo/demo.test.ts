import { isDeepStrictEqual } from 'node:util'
import { nam } from '@unefois/quebec/nam.ts'
import { nas } from '@unefois/quebec/nas.ts'
import { permis } from '@unefois/quebec/permis.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FiledDeclaration, Line } from './api.ts'
import { demoOptions } from './demo-options.ts'
import { fromSample } from './from-sample.ts'
import { inventedPerson, type Random, troublesomePerson } from './invented-person.ts'
import { outcomeTable } from './outcome-table.ts'
import { progress } from './progress.ts'

const randomOf = (seed: number): Random => {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return state / 0x80000000
  }
}

describe('options', () => {
  test('twenty declarations on this machine, unless told', () => {
    expect(demoOptions([], {})).toEqual({ url: 'http://127.0.0.1:8080', count: 20 })
    const told = { url: 'https://example.org', count: 3 }
    expect(demoOptions(['--count', '3'], { UNEFOIS_URL: 'https://example.org/' })).toEqual(told)
    expect(demoOptions(['--count=3'], { UNEFOIS_URL: 'https://example.org' })).toEqual(told)
  })

  test.each([['--count'], ['--count', '0'], ['--count', '1.5'], ['--many'], ['3'], ['--count', '3', '4']])(
    'refuses %j %j %j',
    (...argv) => {
      expect(() => demoOptions(argv, {})).toThrow(/--count/)
    },
  )

  test('refuses an address that is none', () => {
    expect(() => demoOptions([], { UNEFOIS_URL: 'there' })).toThrow(/UNEFOIS_URL/)
  })
})

test('invented persons have numbers that are right, and nobody’s', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const person = inventedPerson(randomOf(seed))
      const { nas: itsNas, nam: itsNam, permis: itsPermis } = person.identifiers
      expect(String(itsNas)).toMatch(/^0/)
      expect(nas(String(itsNas), { demonstration: true })).toMatchObject({ ok: true })
      const holder = { ...person.name, birthDate: person.birthDate, sex: person.sex }
      if (typeof itsNam === 'string') expect(nam(itsNam, holder)).toMatchObject({ ok: true, warnings: [] })
      if (typeof itsPermis === 'string')
        expect(permis(itsPermis, person)).toMatchObject({ ok: true, warnings: [] })
    }),
  )
})

test('a declaration made from a sample is of somebody else, today', () => {
  const sample = {
    effectiveOn: '2026-12-01',
    act: { registeredOn: '2026-11-18' },
    persons: [{ name: { surname: 'A', given: 'B' }, birthDate: '1988-04-17', identifiers: { nas: '1' } }],
    newAddress: { text: 'there' },
  }
  const made = fromSample(sample, { today: '2027-01-10', house: 7, invent: () => troublesomePerson })
  expect(made).toEqual({
    effectiveOn: '2027-01-10',
    act: { registeredOn: '2027-01-06' },
    persons: [troublesomePerson],
    newAddress: { text: '7, 1re Avenue, Québec (Québec) G1L 3K4' },
  })
  expect(isDeepStrictEqual(sample, made)).toBe(false)
})

test('a child stays a child, under another name', () => {
  const child = { name: { surname: 'A', given: 'B' }, birthDate: '2015-06-11', identifiers: {} }
  const made = fromSample({ child }, { today: '2027-01-10', house: 7, invent: () => troublesomePerson })
  expect(made).toEqual({ child: { ...child, name: troublesomePerson.name } })
})

const told = (agency: string, state: string, acknowledgedAt: string | null): Line => ({
  agency,
  told: true,
  delivery: { state, acknowledgedAt },
})

test('the table counts outcomes by agency, with totals and the median time', () => {
  const declarations: FiledDeclaration[] = [
    {
      id: '1',
      submittedAt: '2026-11-22T12:00:00.000Z',
      plan: [told('saaq', 'accepted', '2026-11-22T12:00:00.100Z'), { agency: 'dge', told: false }],
    },
    {
      id: '2',
      submittedAt: '2026-11-22T12:00:00.000Z',
      plan: [told('saaq', 'rejected', '2026-11-22T12:00:00.300Z'), told('dge', 'parked', null)],
    },
  ]
  expect(outcomeTable(['saaq', 'dge'], declarations).map((line) => line.split(/ {2,}/))).toEqual([
    ['agency', 'accepted', 'rejected', 'not-a-client', 'parked', 'not told', 'total', 'median time'],
    [expect.stringMatching(/^─+$/)],
    ['saaq', '1', '1', '0', '0', '0', '2', '100 ms'],
    ['dge', '0', '0', '0', '1', '1', '2', '–'],
    [expect.stringMatching(/^─+$/)],
    ['all', '1', '1', '0', '1', '1', '4', '100 ms'],
  ])
})

describe('progress', () => {
  const run = (isTTY: boolean): string => {
    let written = ''
    let at = 0
    const shown = progress({ isTTY, write: (text) => (written += text) }, () => at)
    for (const line of ['1', '2', '3']) {
      shown.say(line)
      at += 600
    }
    shown.say('4')
    shown.end()
    return written
  }

  test('is one changing line on a terminal', () => {
    expect(run(true)).toBe(['1', '2', '3', '4'].map((line) => `\r\u001b[K${line}`).join('') + '\n')
  })

  test('is a line now and then elsewhere, and the last one always', () => {
    expect(run(false)).toBe('1\n3\n4\n')
  })
})

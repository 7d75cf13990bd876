import { expect, test } from 'vitest'
import { freePorts } from '../../running/free-ports.ts'
import { startProgram } from '../../running/start-program.ts'
import type { Where } from './where.ts'

const program = 'scripts/demo/main.ts'

/** What `npm run demo` shows. */
export const demonstration = (where: Where): void => {
  test('the demonstration files, waits, and ends in a table of agencies and outcomes', async () => {
    const demo = startProgram(program, { UNEFOIS_URL: where().place.url }, ['--count', '6'])
    expect([await demo.ended(), demo.output()]).toEqual([
      0,
      expect.stringContaining('answered by all: 6 of 6'),
    ])
    const rows = demo.output().split('\n')
    expect(rows.filter((row) => row.startsWith('left out'))).toEqual([])
    const counted = (agency: string) => rows.find((row) => row.startsWith(agency))?.split(/ {2,}/)
    expect(counted('agency')).toEqual([
      'agency',
      'accepted',
      'rejected',
      'not-a-client',
      'not told',
      'total',
      'median time',
    ])
    // Six declarations of five samples, one of them about somebody whose return Revenu Québec misses.
    expect(counted('revenu')?.[2]).toBe('1')
    expect(counted('etat-civil')?.slice(1, 4)).toEqual(['1', '0', '0'])
    expect(Number(counted('cra')?.[1])).toBeGreaterThan(0)
  })

  test('where nothing runs it says so in one line', async () => {
    const nobody = `http://127.0.0.1:${await freePorts(1)}`
    const demo = startProgram(program, { UNEFOIS_URL: nobody })
    expect(await demo.ended()).toBe(1)
    expect(demo.output()).toBe(`demo: nothing runs at ${nobody}: start it with npm start\n`)
  })
}

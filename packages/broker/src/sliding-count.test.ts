import fc from 'fast-check'
import { expect, it } from 'vitest'
import { slidingCount } from './sliding-count.ts'

const second = (at: number): Date => new Date(at * 1000)

it('counts what was noted within the last minute, whatever came before', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 200 })),
      fc.integer({ min: 0, max: 300 }),
      (noted, later) => {
        const instants = noted.toSorted((a, b) => a - b)
        const now = Math.max(later, instants.at(-1) ?? 0)
        const count = slidingCount()
        for (const at of instants) count.note(second(at))
        expect(count.lastMinute(second(now))).toBe(instants.filter((at) => at > now - 60).length)
      },
    ),
  )
})

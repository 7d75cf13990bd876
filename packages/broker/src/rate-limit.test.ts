import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allowed, fullRate, refilled, spent } from './rate-limit.ts'

test('over any time no more goes than the rate allows, beside what was saved up', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 60 }),
      (perSecond, pauses) => {
        let limit = fullRate(perSecond, 0)
        let now = 0
        let sent = 0
        for (const pause of pauses) {
          now += pause
          limit = refilled(limit, perSecond, now)
          const go = allowed(limit)
          limit = spent(limit, go)
          sent += go
        }
        expect(sent).toBeLessThanOrEqual((perSecond * now) / 1000 + Math.max(1, perSecond / 4) + 1e-6)
      },
    ),
  )
})

test('a rate below one in a quarter of a second still lets one go in its time', () => {
  let limit = spent(fullRate(1, 0), 1)
  limit = refilled(limit, 1, 900)
  expect(allowed(limit)).toBe(0)
  limit = refilled(limit, 1, 1000)
  expect(allowed(limit)).toBe(1)
})

import type { AgencyId } from '@unefois/domain/ids.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { UnderWay } from './ports/replays.ts'
import { replayPace } from './replay-pace.ts'

const saaq = 'saaq' as AgencyId
const ramq = 'ramq' as AgencyId

const seen = (agency: AgencyId, settled: number, underWay: number): UnderWay => ({
  agency,
  settled,
  underWay,
})
const sum = (rooms: ReadonlyMap<AgencyId, number>): number =>
  [...rooms.values()].reduce((total, room) => total + room, 0)

describe('the pace of a replay', () => {
  test('gives an agency that takes nothing nothing more', () => {
    const pace = replayPace([saaq, ramq], null)
    const first = pace.allow(0, [])
    expect(first.get(saaq)).toBe(first.get(ramq))
    const given = first.get(saaq) ?? 0
    for (let now = 100; now < 60_000; now += 100)
      expect(pace.allow(now, [seen(saaq, 0, given)]).get(saaq)).toBeUndefined()
  })

  test('follows what an agency takes: half a second’s worth, growing at most twofold', () => {
    const pace = replayPace([saaq], null)
    let underWay = 0
    const sizes: number[] = []
    for (let now = 0; now < 3_000; now += 100) {
      const tried = Math.min(underWay, 80)
      underWay += (pace.allow(now, [seen(saaq, tried, underWay - tried)]).get(saaq) ?? 0) - tried
      sizes.push(underWay)
    }
    // 80 in a tenth of a second: 400.
    expect(sizes.at(-1)).toBe(400)
    sizes.slice(1).forEach((size, i) => {
      expect(size).toBeLessThanOrEqual((sizes[i] ?? 0) * 2)
    })
  })

  test('shares a rate between the agencies, what one cannot take going to the others', () => {
    const pace = replayPace([saaq, ramq], 100)
    pace.spent(sum(pace.allow(0, [])))
    const rooms = pace.allow(500, [seen(saaq, 0, 45)])
    expect(rooms.get(saaq)).toBe(5)
    expect(rooms.get(ramq)).toBe(45)
  })

  test('never exceeds its rate by more than a second’s worth, however the agencies behave', () => {
    const look = fc.record({
      after: fc.integer({ min: 1, max: 5_000 }),
      settled: fc.nat(2_000),
      under: fc.nat(2_000),
    })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.array(look, { maxLength: 50 }), (rate, looks) => {
        const pace = replayPace([saaq, ramq], rate)
        let now = 0
        let given = 0
        for (const { after, settled, under } of looks) {
          now += after
          const rooms = pace.allow(now, [seen(saaq, settled, under), seen(ramq, settled, 0)])
          for (const room of rooms.values()) expect(room).toBeGreaterThan(0)
          given += sum(rooms)
          pace.spent(sum(rooms))
          expect(given).toBeLessThanOrEqual((rate * now) / 1_000 + Math.max(rate, 1))
        }
      }),
    )
  })
})

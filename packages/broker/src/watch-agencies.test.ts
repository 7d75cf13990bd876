import { agencyId } from '@unefois/domain/ids.ts'
import { expect, it } from 'vitest'
import type { StandingUpdate } from './ports/agency-standings.ts'
import { watchAgencies } from './watch-agencies.ts'

const saaq = agencyId('saaq')
const ramq = agencyId('ramq')

/** A store that fails as often as it is told, and an engine that stops after so many seconds' writes. */
const watching = (failFirst = 0) => {
  const written: StandingUpdate[][] = []
  const alarms: string[] = []
  let left = failFirst
  let gone = false
  const watch = watchAgencies(
    {
      standings: {
        record: async (_worker, updates) => {
          if (left-- > 0) throw new Error('away')
          written.push([...updates])
        },
        leave: async () => {
          gone = true
        },
      },
      clock: { now: () => new Date('2026-11-22T12:00:00Z') },
      journal: { info: () => undefined, alarm: (code) => void alarms.push(code) },
    },
    'delivery@here:1',
    20,
  )
  return { watch, written, alarms, gone: () => gone }
}

it('writes what changed, once, and says that it has gone', async () => {
  const { watch, written, gone } = watching()
  watch.attempted(saaq, null)
  watch.attempted(saaq, 'timed-out')
  watch.attempted(saaq, 'timed-out')
  watch.breaker(ramq, 'open')
  const stop = new AbortController()
  const running = watch.run(stop.signal)
  await expect.poll(() => written.length, { timeout: 5_000 }).toBe(1)
  stop.abort()
  await running
  expect(written).toHaveLength(1)
  expect(written[0]).toMatchObject([
    { agency: 'saaq', breaker: 'closed', receivedLastMinute: 1, lastFailure: 'timed-out' },
    { agency: 'ramq', breaker: 'open', receivedLastMinute: 0, lastSuccessAt: null },
  ])
  expect([...(written[0]?.[0]?.failures ?? [])]).toEqual([['timed-out', 2]])
  expect(gone()).toBe(true)
})

it('keeps what could not be written for the next time, without counting it twice', async () => {
  const { watch, written, alarms } = watching(1)
  watch.attempted(saaq, 'timed-out')
  const stop = new AbortController()
  const running = watch.run(stop.signal)
  await expect.poll(() => alarms, { timeout: 5_000 }).toEqual(['standing.failed'])
  watch.attempted(saaq, 'timed-out')
  const counted = () =>
    written.flat().reduce((sum, { failures }) => sum + (failures.get('timed-out') ?? 0), 0)
  await expect.poll(counted, { timeout: 5_000 }).toBe(2)
  stop.abort()
  await running
  expect(counted()).toBe(2)
})

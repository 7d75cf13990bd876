import type { AgencyId, DeliveryId } from '@unefois/domain/ids.ts'
import { expect, test, vi } from 'vitest'
import type { DueDelivery } from './ports/deliveries.ts'
import { recalls } from './recalls.ts'

const saaq = 'saaq' as AgencyId
const ids = ['a', 'b', 'c'] as DeliveryId[]
const deliveries = ids.map((id) => ({ id }) as DueDelivery)

const stage = (failures = 0) => {
  const wakes = new Map<string, () => void>()
  const alarms: string[] = []
  let asked = 0
  const inHand = new Set(ids)
  const taken = recalls(
    {
      work: {
        takenBack: async (held) => {
          asked += 1
          if (asked <= failures) throw new Error('no database')
          await new Promise((resolve) => setTimeout(resolve, 5))
          return held.filter((id) => id !== 'c')
        },
      },
      wakeUps: {
        listen: (channel, wake) => {
          wakes.set(channel, wake)
          return () => wakes.delete(channel)
        },
      },
      journal: { info: () => undefined, alarm: (code) => void alarms.push(code) },
    },
    saaq,
    inHand,
  )
  const hint = () => wakes.get('recalls:saaq')?.()
  const left = async () => (await taken.without(deliveries)).map(({ id }) => id)
  return { taken, hint, left, inHand, alarms, asked: () => asked, listening: () => wakes.size }
}

test('without a hint nothing is asked, and everything is sent', async () => {
  const { left, asked } = stage()
  expect(await left()).toEqual(ids)
  expect(asked()).toBe(0)
})

test('from the hint on nothing begins that was taken back, and it is sent once it is put back on its way', async () => {
  const { left, hint, asked } = stage()
  hint()
  expect(await left()).toEqual(['c'])
  expect(await left()).toEqual(ids)
  expect(asked()).toBe(1)
})

test('what comes into hand while the record is asked is asked for as well', async () => {
  const { taken, hint, left, inHand, asked } = stage()
  inHand.clear()
  inHand.add('a' as DeliveryId)
  hint()
  inHand.add('b' as DeliveryId)
  taken.look()
  expect(await left()).toEqual(['c'])
  expect(asked()).toBe(2)
})

test('a record that cannot be asked holds nothing up, and is asked again', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const { hint, left, alarms, asked, taken } = stage(1)
    hint()
    expect(await left()).toEqual(ids)
    expect(alarms).toEqual(['delivery.failed'])
    await vi.advanceTimersByTimeAsync(600)
    expect(asked()).toBe(2)
    expect(await left()).toEqual(['c'])
    taken.end()
  } finally {
    vi.useRealTimers()
  }
})

test('it stops listening', () => {
  const { taken, listening } = stage()
  taken.end()
  expect(listening()).toBe(0)
})

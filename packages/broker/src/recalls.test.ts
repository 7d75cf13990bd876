import type { AgencyId, DeliveryId } from '@unefois/domain/ids.ts'
import { expect, test } from 'vitest'
import type { DueDelivery } from './ports/deliveries.ts'
import { recalls } from './recalls.ts'

const saaq = 'saaq' as AgencyId
const ids = ['a', 'b', 'c'] as DeliveryId[]
const deliveries = ids.map((id) => ({ id }) as DueDelivery)

const stage = () => {
  const wakes = new Map<string, () => void>()
  let asked = 0
  const taken = recalls(
    {
      work: {
        takenBack: async (inHand) => {
          asked += 1
          return inHand.slice(0, 2)
        },
      },
      wakeUps: {
        listen: (channel, wake) => {
          wakes.set(channel, wake)
          return () => wakes.delete(channel)
        },
      },
    },
    saaq,
    new Set(ids),
  )
  return { taken, hint: () => wakes.get('recalls:saaq')?.(), asked: () => asked, listening: () => wakes.size }
}

test('without a hint nothing is asked, and everything is sent', async () => {
  const { taken, asked } = stage()
  await taken.look()
  expect(asked()).toBe(0)
  expect(taken.without(deliveries)).toEqual(deliveries)
})

test('what was taken back is not sent, and sent again once it is put back on its way', async () => {
  const { taken, hint, asked } = stage()
  hint()
  await taken.look()
  await taken.look()
  expect(asked()).toBe(1)
  expect(taken.without(deliveries).map(({ id }) => id)).toEqual(['c'])
  expect(taken.without(deliveries)).toEqual(deliveries)
})

test('it stops listening', () => {
  const { taken, listening } = stage()
  taken.end()
  expect(listening()).toBe(0)
})

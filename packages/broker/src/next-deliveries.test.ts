import type { Agency } from '@unefois/domain/agency.ts'
import { agencyId, type DeliveryId } from '@unefois/domain/ids.ts'
import { expect, test, vi } from 'vitest'
import { type FreshDelivery, freshDeliveries } from './fresh-deliveries.ts'
import { nextDeliveries } from './next-deliveries.ts'
import type { DueDelivery, Lane } from './ports/deliveries.ts'

const agency = { id: agencyId('saaq') } as Agency
const lanes: readonly Lane[] = [{ agency: agency.id, shard: 0, epoch: 7n }]
const delivery = (id: string, shard = 0) =>
  ({ id: id as DeliveryId, agency: agency.id, shard }) as FreshDelivery

const setUp = (table: string[][]) => {
  const fresh = freshDeliveries()
  const asked: (readonly string[])[] = []
  let hint = (): void => undefined
  const next = nextDeliveries(
    {
      fresh,
      ownedLanes: () => lanes,
      wakeUps: {
        listen: (_channel, wake) => {
          hint = wake
          return () => undefined
        },
      },
      work: {
        due: async (_lanes, inHand) => {
          asked.push(inHand)
          return (table.shift() ?? []).map((id) => ({ ...delivery(id), epoch: 7n }) as DueDelivery)
        },
      },
    },
    agency,
  )
  fresh.serve({ owns: (shard) => shard === 0, call: () => undefined })
  const take = async (room = 10) => (await next.take(room, new Set())).map(({ id }) => id as string)
  return { fresh, take, asked, hint: () => hint(), next }
}

test('what was just opened goes first, under the lane that is owned, and the table is not asked again for it', async () => {
  const { fresh, take, asked } = setUp([[]])
  expect(await take()).toEqual([])
  expect(fresh.hand([delivery('a'), delivery('b')])).toBe(true)
  expect(await take()).toEqual(['a', 'b'])
  expect(asked).toEqual([[]])
})

test('another owner’s delivery is not taken, and whoever handed it is told', async () => {
  const { fresh, take } = setUp([])
  expect(fresh.hand([delivery('mine'), delivery('theirs', 1)])).toBe(false)
  expect(await take()).toEqual(['mine'])
})

test('what the table gave is not sent again when the consumer hands it as well', async () => {
  const { fresh, take } = setUp([['a']])
  expect(await take()).toEqual(['a'])
  fresh.hand([delivery('a'), delivery('b')])
  expect(await take()).toEqual(['b'])
})

test('what finds no room waits for it, and the table is not asked for it', async () => {
  const { fresh, take, asked } = setUp([[]])
  await take()
  fresh.hand([delivery('a'), delivery('b'), delivery('c')])
  expect(await take(2)).toEqual(['a', 'b'])
  expect(await take()).toEqual(['c'])
  expect(asked).toHaveLength(1)
})

test('what has waited too long is left to the table, which is asked at once', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  try {
    const { fresh, take, asked } = setUp([[], ['a']])
    await take()
    fresh.hand([delivery('a')])
    expect(await take(0)).toEqual([])
    vi.advanceTimersByTime(2_500)
    expect(await take()).toEqual(['a'])
    expect(asked).toHaveLength(2)
  } finally {
    vi.useRealTimers()
  }
})

test('what is being written this moment is not read from the table', async () => {
  const { fresh, take, asked } = setUp([[], []])
  const written = fresh.announce(['a' as DeliveryId])
  await take()
  fresh.hand([delivery('a')])
  written()
  expect(await take()).toEqual(['a'])
  expect(asked).toEqual([['a']])
})

test('while much is handed over, the table keeps its share, and is told what is at hand', async () => {
  const { fresh, take, asked, hint } = setUp([[], ['old']])
  await take()
  fresh.hand(['a', 'b', 'c', 'd', 'e'].map((id) => delivery(id)))
  hint()
  expect(await take(4)).toEqual(['a', 'b', 'old'])
  expect(asked[1]).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(await take()).toEqual(['c', 'd', 'e'])
})

test('what was handed is forgotten while the agency is closed', async () => {
  const { fresh, take, next } = setUp([[]])
  await take()
  fresh.hand([delivery('a')])
  expect(await take(0)).toEqual([])
  next.forget()
  expect(await take()).toEqual([])
})

test('a hint is a reason to ask the table, and an earlier find makes each record one', async () => {
  const { take, asked, hint, next } = setUp([[], ['a'], ['b']])
  await take()
  await take()
  expect(asked).toHaveLength(1)
  hint()
  expect(await take()).toEqual(['a'])
  next.recorded()
  expect(await take()).toEqual(['b'])
})

test('no more waits than the table can be told of', async () => {
  const { fresh, take, asked } = setUp([[], []])
  await take()
  for (const round of ['a', 'b']) {
    fresh.hand(Array.from({ length: 900 }, (_, i) => delivery(`${round}${i}`)))
    await take(0)
  }
  expect(await take(2_000)).toHaveLength(1_000)
  expect(asked).toHaveLength(2)
})

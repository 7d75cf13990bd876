import { type FreshDelivery, freshDeliveries } from '@unefois/broker/fresh-deliveries.ts'
import { nextDeliveries } from '@unefois/broker/next-deliveries.ts'
import type { Lane } from '@unefois/broker/ports/deliveries.ts'
import type { Agency } from '@unefois/domain/agency.ts'
import { agencyId, type DeliveryId, type PersonId } from '@unefois/domain/ids.ts'
import { expect, test } from 'vitest'

/*
 * What a consumer has just opened goes to the lanes beside it in memory. Two things could make it leave when it should
 * not, both found by reading:
 *
 * A program that joined others consumed for two or three seconds before it had its first lane. What it had opened was
 * sent by the lanes' owner, who reads the table, and once more by the newcomer when a lane came, perhaps out of order.
 *
 * A death holds the person's other work in the table, and overtakes it. What waited in memory for room knew nothing of
 * that and left after the death, with an earlier sequence number.
 */
const saaq = agencyId('saaq')
const lane: Lane = { agency: saaq, shard: 0, epoch: 7n }
const opened = (id: string, person: string) =>
  ({ id: id as DeliveryId, agency: saaq, shard: 0, person: person as PersonId }) as FreshDelivery

const lanesBeside = () => {
  const owned: Lane[] = []
  const fresh = freshDeliveries()
  const next = nextDeliveries(
    {
      fresh,
      ownedLanes: () => owned,
      wakeUps: { listen: () => () => undefined },
      work: { due: async () => [] },
    },
    { id: saaq } as Agency,
  )
  fresh.serve({ owns: () => owned.length > 0, call: () => undefined })
  const take = async (room = 10) => (await next.take(room, new Set())).map(({ id }) => id as string)
  return { fresh, owned, take }
}

test('what was handed over while no lane was owned is not sent when a lane comes', async () => {
  const { fresh, owned, take } = lanesBeside()
  fresh.hand([opened('a', 'one')])
  expect(await take()).toEqual([])
  owned.push(lane)
  expect(await take()).toEqual([])
  fresh.hand([opened('b', 'one')])
  expect(await take()).toEqual(['b'])
})

test('when somebody dies, what waits for them is left to the table', async () => {
  const { fresh, owned, take } = lanesBeside()
  owned.push(lane)
  fresh.hand([opened('a', 'dead'), opened('b', 'alive')])
  expect(await take(0)).toEqual([])
  fresh.hand([opened('c', 'dead')])
  fresh.drop(['dead' as PersonId])
  fresh.hand([opened('d', 'alive')])
  expect(await take()).toEqual(['b', 'd'])
})

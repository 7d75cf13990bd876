import type { EventLog, StoredRecord, Subscription } from '@unefois/broker/ports/event-log.ts'
import { describe, expect, it } from 'vitest'
import { type Bench, eventually, pause, subscribing } from './log-under-test.ts'
import {
  byName,
  effects,
  effectsByKey,
  expectedByKey,
  keysNamed,
  numberedRecords,
} from './numbered-records.ts'

const keys = keysNamed('rebalanced', 24)
const rounds = 60

export function rebalanceConformance(bench: Bench): void {
  describe('rebalance under load', () => {
    it('loses nothing and keeps each key’s order while members go from 1 to 3 and back', async () => {
      const topic = await bench.topic(12)
      const group = bench.group()
      const handled: StoredRecord[] = []
      const handledBy = new Map<string, number>()
      const failures: unknown[] = []

      const join = async (name: string): Promise<Subscription> => {
        const log = await bench.open()
        const member = await log.subscribe(
          subscribing(group, topic, { maxRecords: 20, onFailure: (error) => failures.push(error) }),
          async (batch) => {
            // Long enough that a rebalance finds batches under way.
            await pause(5 + (batch.partition % 4) * 10)
            handled.push(...batch.records)
            handledBy.set(name, (handledBy.get(name) ?? 0) + batch.records.length)
          },
        )
        await member.ready()
        return member
      }
      const share = (name: string) => handledBy.get(name) ?? 0

      const publisher = await bench.open()
      const first = await join('first')
      const load = publishLoad(publisher, topic)
      await eventually('the first member works', () => share('first') > 100)
      const [second, third] = await Promise.all([join('second'), join('third')])
      await eventually('all three work', () => share('second') > 50 && share('third') > 50, bench.takeOverMs)
      await first.stop()
      await eventually('the others go on', () => handled.length > 700, bench.takeOverMs)
      await third.stop()
      await load
      const all = keys.length * rounds
      await eventually('everything was handled', () => effects(handled).length >= all, bench.takeOverMs)
      await eventually('everything is committed', async () => (await publisher.lag(group, topic)) === 0n)
      await second.stop()

      expect(byName(effectsByKey(handled))).toEqual(byName(expectedByKey(keys, rounds)))
    })
  })
}

async function publishLoad(log: EventLog, topic: string): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    await log.publish(topic, numberedRecords(keys, round, 1))
    await pause(60)
  }
}

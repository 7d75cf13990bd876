import { describe, expect, it } from 'vitest'
import { type Bench, eventually, keeping, pause, subscribing } from './log-under-test.ts'
import {
  byName,
  effects,
  effectsByKey,
  expectedByKey,
  identities,
  keysNamed,
  numberedRecords,
} from './numbered-records.ts'

const keys = keysNamed('person', 20)

export function groupConformance(bench: Bench): void {
  describe('groups', () => {
    it('hands over slices of one partition, no longer than asked for, in the order of their offsets', async () => {
      const log = await bench.open()
      const topic = await bench.topic(3)
      await log.publish(topic, numberedRecords(keys, 0, 10))
      const sizes: number[] = []
      const seen = new Map<number, bigint>()
      await log.subscribe(subscribing(bench.group(), topic, { maxRecords: 16 }), async (batch) => {
        expect(batch.topic).toBe(topic)
        for (const record of batch.records) {
          expect(record.partition).toBe(batch.partition)
          expect(record.offset).toBeGreaterThan(seen.get(batch.partition) ?? -1n)
          seen.set(batch.partition, record.offset)
        }
        sizes.push(batch.records.length)
      })
      await eventually('200 records', () => sizes.reduce((sum, size) => sum + size, 0) >= 200)
      expect(Math.max(...sizes)).toBeLessThanOrEqual(16)
      expect(Math.min(...sizes)).toBeGreaterThan(0)
    })

    it('lets a new group read from the beginning what another has long handled', async () => {
      const log = await bench.open()
      const topic = await bench.topic(4)
      await log.publish(topic, numberedRecords(keys, 0, 3))
      const first = keeping()
      await log.subscribe(subscribing(bench.group(), topic), first.keep)
      await eventually('the first group', () => first.kept.length >= 60)
      const second = keeping()
      await log.subscribe(subscribing(bench.group(), topic), second.keep)
      await eventually('the second group', () => second.kept.length >= 60)
      expect(byName(effectsByKey(second.kept))).toEqual(byName(expectedByKey(keys, 3)))
    })

    it('keeps groups apart: one that fails holds back none of the others', async () => {
      const log = await bench.open()
      const topic = await bench.topic(2)
      const failing = bench.group()
      await log.subscribe(subscribing(failing, topic), async () => {
        throw new Error('this group is down')
      })
      const { kept, keep } = keeping()
      const working = bench.group()
      await log.subscribe(subscribing(working, topic), keep)
      await log.publish(topic, numberedRecords(keys, 0, 5))
      await eventually('the working group', () => kept.length >= 100)
      await eventually('its lag is gone', async () => (await log.lag(working, topic)) === 0n)
      expect(byName(effectsByKey(kept))).toEqual(byName(expectedByKey(keys, 5)))
      expect(await log.lag(failing, topic)).toBe(100n)
    })

    it('begins at the end when asked to, and misses nothing from ready on', async () => {
      const log = await bench.open()
      const topic = await bench.topic(4)
      await log.publish(topic, numberedRecords(keys, 0, 2))
      const { kept, keep } = keeping()
      const subscription = await log.subscribe(subscribing(bench.group(), topic, { from: 'end' }), keep)
      await subscription.ready()
      await log.publish(topic, numberedRecords(keys, 2, 2))
      await eventually('what came after', () => kept.length >= 40)
      await pause(200)
      expect(new Set(effects(kept))).toEqual(new Set(identities(numberedRecords(keys, 2, 2))))
    })

    it('keeps the place of a group that began at the end and stopped before anything came', async () => {
      const log = await bench.open()
      const topic = await bench.topic(4)
      const group = bench.group()
      await log.publish(topic, numberedRecords(keys, 0, 1))
      const before = keeping()
      const member = await log.subscribe(subscribing(group, topic, { from: 'end' }), before.keep)
      await member.ready()
      await member.stop()
      await log.publish(topic, numberedRecords(keys, 1, 1))
      expect(await log.lag(group, topic)).toBe(20n)
      const after = keeping()
      await log.subscribe(subscribing(group, topic, { from: 'end' }), after.keep)
      await eventually('what came while nobody listened', () => after.kept.length >= 20)
      expect(before.kept).toEqual([])
      expect(new Set(effects(after.kept))).toEqual(new Set(identities(numberedRecords(keys, 1, 1))))
    })

    it('counts as lag what the group has not committed', async () => {
      const log = await bench.open()
      const topic = await bench.topic(4)
      const group = bench.group()
      await log.publish(topic, numberedRecords(keys, 0, 2))
      expect(await log.lag(group, topic)).toBe(40n)
      const { kept, keep } = keeping()
      const member = await log.subscribe(subscribing(group, topic), keep)
      await eventually('40 records', () => kept.length >= 40)
      await member.stop()
      expect(await log.lag(group, topic)).toBe(0n)
      await log.publish(topic, numberedRecords(keys, 2, 1))
      expect(await log.lag(group, topic)).toBe(20n)
    })

    it('ends the running batch and commits it when stopped, so that nothing comes twice', async () => {
      const log = await bench.open()
      const topic = await bench.topic(1)
      const group = bench.group()
      await log.publish(topic, numberedRecords(['one'], 0, 30))
      const first = keeping()
      let running = false
      const member = await log.subscribe(subscribing(group, topic, { maxRecords: 10 }), async (batch) => {
        running = true
        await pause(400)
        await first.keep(batch)
        running = false
      })
      await eventually('a batch is running', () => running)
      await member.stop()
      expect(running).toBe(false)
      expect(first.kept.length).toBeGreaterThan(0)
      const heldByNobody = first.kept.length
      const second = keeping()
      await log.subscribe(subscribing(group, topic), second.keep)
      await eventually('the rest', () => first.kept.length + second.kept.length >= 30)
      await pause(200)
      expect(first.kept.length).toBe(heldByNobody)
      expect(identities([...first.kept, ...second.kept])).toEqual(identities(numberedRecords(['one'], 0, 30)))
    })

    it('lets a second member take over what the first left, from where it left it', async () => {
      const log = await bench.open()
      const topic = await bench.topic(6)
      const group = bench.group()
      const first = keeping()
      const member = await log.subscribe(subscribing(group, topic), first.keep)
      await log.publish(topic, numberedRecords(keys, 0, 4))
      await eventually('the first member', () => first.kept.length >= 80)
      const other = await bench.open()
      const second = keeping()
      const successor = await other.subscribe(subscribing(group, topic), second.keep)
      await successor.ready()
      await member.stop()
      await log.publish(topic, numberedRecords(keys, 4, 4))
      await eventually(
        'all of it',
        () => effects([...first.kept, ...second.kept]).length >= 160,
        bench.takeOverMs,
      )
      expect(byName(effectsByKey([...first.kept, ...second.kept]))).toEqual(byName(expectedByKey(keys, 8)))
    })

    it('says that it is healthy while it is', async () => {
      const log = await bench.open()
      const topic = await bench.topic(2)
      const subscription = await log.subscribe(subscribing(bench.group(), topic), keeping().keep)
      await subscription.ready()
      expect(subscription.healthy()).toBe(true)
      expect(await log.healthy()).toBe(true)
      await subscription.stop()
      await subscription.stop()
      expect(subscription.healthy()).toBe(false)
    })
  })
}

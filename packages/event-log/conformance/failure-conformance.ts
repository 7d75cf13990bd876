import { describe, expect, it } from 'vitest'
import { type Bench, eventually, keeping, subscribing } from './log-under-test.ts'
import { memberToKill } from './member-to-kill.ts'
import {
  byName,
  effects,
  effectsByKey,
  expectedByKey,
  identities,
  identity,
  keysNamed,
  numberedRecords,
} from './numbered-records.ts'

export function failureConformance(bench: Bench): void {
  describe('failures', () => {
    it('brings the same records again, in order, when the handler rejects', async () => {
      const log = await bench.open()
      const topic = await bench.topic(1)
      await log.publish(topic, numberedRecords(['again'], 0, 20))
      const tries: string[][] = []
      const failures: unknown[] = []
      const { kept, keep } = keeping()
      await log.subscribe(
        subscribing(bench.group(), topic, { maxRecords: 5, onFailure: (error) => failures.push(error) }),
        async (batch) => {
          tries.push(identities(batch.records))
          if (tries.length === 2 || tries.length === 3) throw new Error(`try ${tries.length} fails`)
          await keep(batch)
        },
      )
      await eventually('20 records', () => kept.length >= 20)
      expect(identities(kept)).toEqual(identities(numberedRecords(['again'], 0, 20)))
      expect(tries[2]?.[0]).toBe(tries[1]?.[0])
      expect(tries[3]?.[0]).toBe(tries[1]?.[0])
      expect(failures.map(String)).toEqual(
        expect.arrayContaining(['Error: try 2 fails', 'Error: try 3 fails']),
      )
    })

    it('repeats a poisoned batch with a pause, while the other partitions go on', async () => {
      const log = await bench.open()
      const topic = await bench.topic(6)
      const group = bench.group()
      const keys = keysNamed('poison', 30)
      const triedAt: number[] = []
      let healed = false
      const { kept, keep } = keeping()
      await log.subscribe(subscribing(group, topic, { maxRecords: 10 }), async (batch) => {
        if (!healed && batch.records.some((record) => identity(record) === 'poison-7#3')) {
          triedAt.push(performance.now())
          throw new Error('poison')
        }
        await keep(batch)
      })
      await log.publish(topic, numberedRecords(keys, 0, 3))
      await eventually('what came before the poison', () => effects(kept).length >= 90)
      const partitionOf = new Map(kept.map((record) => [record.key, record.partition]))
      const elsewhere = keys.filter((key) => partitionOf.get(key) !== partitionOf.get('poison-7'))
      expect(elsewhere.length).toBeGreaterThan(0)

      await log.publish(topic, numberedRecords(keys, 3, 3))
      await eventually('four tries', () => triedAt.length >= 4)
      await eventually('the other partitions handled everything', () => {
        const byKey = effectsByKey(kept)
        return elsewhere.every((key) => byKey.get(key)?.length === 6)
      })
      expect(effects(kept)).not.toContain('poison-7#3')
      expect(effects(kept)).not.toContain('poison-7#4')
      // At least some tens of milliseconds between tries: a poisoned record must not spin a core.
      const gaps = triedAt.slice(1).map((at, index) => at - (triedAt[index] ?? at))
      expect(Math.min(...gaps)).toBeGreaterThan(10)

      healed = true
      await eventually('all 180', () => effects(kept).length >= 180)
      expect(byName(effectsByKey(kept))).toEqual(byName(expectedByKey(keys, 6)))
      await eventually('no lag', async () => (await log.lag(group, topic)) === 0n)
    })

    it('gives what a killed member had taken and not committed to another', async () => {
      const log = await bench.open()
      const topic = await bench.topic(3)
      const group = bench.group()
      const keys = keysNamed('killed', 12)
      await log.publish(topic, numberedRecords(keys, 0, 5))
      const member = await memberToKill(bench, { group, topic })
      const taken = await member.taken()
      await member.kill()
      expect(taken.length).toBeGreaterThan(0)
      const { kept, keep } = keeping()
      const other = await bench.open()
      await other.subscribe(subscribing(group, topic), keep)
      await eventually('all of it', () => new Set(identities(kept)).size >= 60, bench.takeOverMs)
      expect(byName(effectsByKey(kept))).toEqual(byName(expectedByKey(keys, 5)))
      expect(identities(kept)).toEqual(expect.arrayContaining([...taken]))
    })

    it('gives a killed member’s partitions to one that was there already', async () => {
      const log = await bench.open()
      const topic = await bench.topic(6)
      const group = bench.group()
      const keys = keysNamed('shared', 30)
      const { kept, keep } = keeping()
      const survivor = await log.subscribe(subscribing(group, topic), keep)
      await survivor.ready()
      const member = await memberToKill(bench, { group, topic })
      await member.ready()
      await log.publish(topic, numberedRecords(keys, 0, 4))
      await member.taken()
      await member.kill()
      await eventually('all of it', () => new Set(identities(kept)).size >= 120, bench.takeOverMs)
      expect(byName(effectsByKey(kept))).toEqual(byName(expectedByKey(keys, 4)))
    })
  })
}

import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Bench, eventually, keeping, subscribing } from './log-under-test.ts'
import {
  byName,
  effectsByKey,
  expectedByKey,
  identities,
  keysNamed,
  numberedRecords,
} from './numbered-records.ts'

/** (murmur2(key) & 0x7fffffff) mod 12, from the hashes in Apache Kafka's own UtilsTest. */
const knownPartitionsOf12 = new Map([
  ['21', (-973932308 & 0x7fffffff) % 12],
  ['foobar', (-790332482 & 0x7fffffff) % 12],
  ['a-little-bit-long-string', (-985981536 & 0x7fffffff) % 12],
  ['a-little-bit-longer-string', (-1486304829 & 0x7fffffff) % 12],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', (-58897971 & 0x7fffffff) % 12],
  ['abc', (479470107 & 0x7fffffff) % 12],
])

export function publishingConformance(bench: Bench): void {
  describe('publishing', () => {
    it('gives back key, headers and value as they were, accents and bytes included', async () => {
      const log = await bench.open()
      const topic = await bench.topic(1)
      const sent = {
        key: 'personne-é',
        headers: { ce_id: 'a', ce_source: 'urn:essai:Montréal' },
        value: Buffer.from([0, 1, 2, 255, 254, 0]),
      }
      await log.publish(topic, [sent, { key: 'empty', headers: {}, value: Buffer.alloc(0) }])
      const { kept, keep } = keeping()
      await log.subscribe(subscribing(bench.group(), topic), keep)
      await eventually('two records', () => kept.length >= 2)
      expect(kept[0]).toMatchObject({ ...sent, topic, partition: 0, offset: 0n })
      expect(kept[1]).toMatchObject({ key: 'empty', headers: {}, offset: 1n })
      expect(kept[1]?.value.length).toBe(0)
    })

    it('has stored every record when publish resolves', async () => {
      const log = await bench.open()
      const topic = await bench.topic(12)
      const keys = keysNamed('stored', 100)
      await log.publish(topic, numberedRecords(keys, 0, 6))
      const other = await bench.open()
      expect(await other.lag(bench.group(), topic)).toBe(600n)
      const { kept, keep } = keeping()
      await other.subscribe(subscribing(bench.group(), topic), keep)
      await eventually('600 records', () => kept.length >= 600)
      expect(byName(effectsByKey(kept))).toEqual(byName(expectedByKey(keys, 6)))
    })

    it('publishes nothing for an empty list', async () => {
      const log = await bench.open()
      const topic = await bench.topic(2)
      await log.publish(topic, [])
      expect(await log.lag(bench.group(), topic)).toBe(0n)
    })

    it('keeps the order of each key over many publications of many keys', async () => {
      const log = await bench.open()
      const topic = await bench.topic(6)
      const keys = keysNamed('ordered', 40)
      for (let round = 0; round < 15; round++) await log.publish(topic, numberedRecords(keys, round, 1))
      const { kept, keep } = keeping()
      await log.subscribe(subscribing(bench.group(), topic, { maxRecords: 7 }), keep)
      await eventually('600 records', () => kept.length >= 600)
      expect(byName(effectsByKey(kept))).toEqual(byName(expectedByKey(keys, 15)))
    })

    it('stores what is published at the same time by several publishers', async () => {
      const topic = await bench.topic(4)
      const publishers = await Promise.all(Array.from({ length: 3 }, () => bench.open()))
      await Promise.all(
        publishers.flatMap((log, p) =>
          Array.from({ length: 10 }, (_, n) => log.publish(topic, numberedRecords([`p${p}-${n}`], 0, 5))),
        ),
      )
      const log = await bench.open()
      const { kept, keep } = keeping()
      await log.subscribe(subscribing(bench.group(), topic), keep)
      await eventually('150 records', () => kept.length >= 150)
      const keys = [0, 1, 2].flatMap((p) => keysNamed(`p${p}`, 10))
      expect(byName(effectsByKey(kept))).toEqual(byName(expectedByKey(keys, 5)))
    })

    it('puts a key on the partition that Kafka chooses, and offsets rise without a gap', async () => {
      const log = await bench.open()
      const topic = await bench.topic(12)
      const keys = [...knownPartitionsOf12.keys()]
      await log.publish(topic, numberedRecords(keys, 0, 3))
      const { kept, keep } = keeping()
      await log.subscribe(subscribing(bench.group(), topic), keep)
      await eventually('18 records', () => kept.length >= 18)
      for (const record of kept) expect(record.partition).toBe(knownPartitionsOf12.get(record.key))
      for (const partition of new Set(knownPartitionsOf12.values())) {
        const offsets = kept.filter((record) => record.partition === partition).map((record) => record.offset)
        expect(offsets).toEqual(offsets.map((_, index) => BigInt(index)))
      }
    })

    it('takes records of 900 kB, several of them in one publication for one key', async () => {
      const log = await bench.open()
      const topic = await bench.topic(3)
      // Random, so that no compression makes it small.
      const big = Array.from({ length: 4 }, (_, n) => ({
        key: 'big',
        headers: { ce_id: `big#${n}` },
        value: randomBytes(900_000),
      }))
      await log.publish(topic, [...big.slice(0, 2), ...numberedRecords(['small'], 0, 2), ...big.slice(2)])
      const { kept, keep } = keeping()
      await log.subscribe(subscribing(bench.group(), topic), keep)
      await eventually('6 records', () => kept.length >= 6)
      const got = kept.filter((record) => record.key === 'big')
      expect(identities(got)).toEqual(['big#0', 'big#1', 'big#2', 'big#3'])
      expect(got.every((record, n) => record.value.equals(big[n]?.value ?? Buffer.alloc(0)))).toBe(true)
    })

    it('rejects a publication to a topic that was never made, and goes on working', async () => {
      const log = await bench.open()
      await expect(log.publish('conformance-no-such-topic', numberedRecords(['k'], 0, 1))).rejects.toThrow()
      const topic = await bench.topic(1)
      await log.publish(topic, numberedRecords(['k'], 0, 1))
      expect(await log.lag(bench.group(), topic)).toBe(1n)
      expect(await log.healthy()).toBe(true)
    })

    it('leaves a topic that exists as it is', async () => {
      const log = await bench.open()
      const topic = await bench.topic(3)
      await log.publish(topic, numberedRecords(keysNamed('k', 20), 0, 1))
      await log.ensureTopic(topic, 8)
      await log.publish(topic, numberedRecords(keysNamed('k', 20), 1, 1))
      const { kept, keep } = keeping()
      await log.subscribe(subscribing(bench.group(), topic), keep)
      await eventually('40 records', () => kept.length >= 40)
      expect(Math.max(...kept.map((record) => record.partition))).toBeLessThan(3)
      expect(byName(effectsByKey(kept))).toEqual(byName(expectedByKey(keysNamed('k', 20), 2)))
    })
  })
}

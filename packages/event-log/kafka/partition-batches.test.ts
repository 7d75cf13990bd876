import type { LogRecord } from '@unefois/broker/ports/event-log.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partitionBatches, partitionOf, unacknowledged } from './partition-batches.ts'

const record = (key: string, size: number, id: string): LogRecord => ({
  key,
  headers: { ce_id: id },
  value: Buffer.alloc(size),
})

const someRecords = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 600_000 })), { maxLength: 40 })
  .map((drawn) => drawn.map(([key, size], n) => record(`key-${key}`, size, String(n))))

const in3 = (key: string) => partitionOf('topic', key, 3)

describe('partitionBatches', () => {
  it('sends every record once, on its key’s partition, in its key’s order', () => {
    fc.assert(
      fc.property(someRecords, (records) => {
        const sent = new Map<string, LogRecord[]>()
        for (const round of partitionBatches(records, in3)) {
          for (const [partition, batch] of round) {
            for (const one of batch) {
              expect(in3(one.key)).toBe(partition)
              sent.set(one.key, [...(sent.get(one.key) ?? []), one])
            }
          }
        }
        for (const key of new Set(records.map((one) => one.key))) {
          expect(sent.get(key)).toEqual(records.filter((one) => one.key === key))
        }
        expect([...sent.values()].flat().length).toBe(records.length)
      }),
    )
  })

  it('keeps each partition’s batch of a round under 1 MiB', () => {
    fc.assert(
      fc.property(someRecords, (records) => {
        for (const round of partitionBatches(records, in3)) {
          for (const batch of round.values()) {
            const bytes = batch.reduce((sum, one) => sum + one.value.length, 0)
            expect(bytes).toBeLessThan(1_048_576)
          }
        }
      }),
    )
  })

  it('sends alone a record that is too large, for Kafka to refuse', () => {
    const rounds = partitionBatches(
      [record('k', 10, 'a'), record('k', 2_000_000, 'b'), record('k', 10, 'c')],
      in3,
    )
    expect(rounds.map((round) => [...round.values()].map((batch) => batch.length))).toEqual([[1], [1], [1]])
  })

  it('makes one round of what fits', () => {
    const records = Array.from({ length: 500 }, (_, n) => record(`key-${n}`, 1_000, String(n)))
    expect(partitionBatches(records, in3).length).toBe(1)
  })
})

describe('unacknowledged', () => {
  const sent = new Map(
    [0, 1, 2].map((partition) => [partition, [record('k', 1, String(partition))]] as const),
  )

  it('names what the answer leaves out, and what it names with an error', () => {
    const answer = [
      { partition: 0, errorCode: 0 },
      { partition: 2, errorCode: 7 },
    ]
    expect([...unacknowledged(sent, answer).keys()]).toEqual([1, 2])
  })

  it('is empty when every partition was stored', () => {
    expect(
      unacknowledged(
        sent,
        [0, 1, 2].map((partition) => ({ partition, errorCode: 0 })),
      ).size,
    ).toBe(0)
  })
})

describe('partitionOf', () => {
  it('agrees with the Java client', () => {
    // The hashes of Apache Kafka's own UtilsTest.
    const known = { '21': -973932308, foobar: -790332482, abc: 479470107 }
    for (const [key, hash] of Object.entries(known))
      expect(partitionOf('t', key, 7)).toBe((hash & 0x7fffffff) % 7)
  })
})

import fc from 'fast-check'
import { Partitioners } from 'kafkajs'
import { expect, test } from 'vitest'
import { partitionOfKey } from './partition-of-key.ts'

const kafkas = Partitioners.DefaultPartitioner()

function kafkaPartition(key: string, partitions: number): number {
  const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({
    partitionErrorCode: 0,
    partitionId,
    leader: 1,
    replicas: [1],
    isr: [1],
  }))
  return kafkas({ topic: 't', partitionMetadata, message: { key, value: null } })
}

// Hashes from Apache Kafka's own UtilsTest.
test.each([
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
])('hashes %s as Kafka does', (key, hash) => {
  expect(partitionOfKey(key, 0x7fffffff)).toBe((hash & 0x7fffffff) % 0x7fffffff)
})

test('chooses what kafkajs chooses, for any key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 50 }), (key, partitions) => {
      expect(partitionOfKey(key, partitions)).toBe(kafkaPartition(key, partitions))
    }),
    { numRuns: 2_000 },
  )
})

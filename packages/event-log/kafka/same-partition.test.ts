import fc from 'fast-check'
import { Partitioners } from 'kafkajs'
import { expect, test } from 'vitest'
import { partitionOfKey } from '../embedded/partition-of-key.ts'

const chosenByKafkajs = Partitioners.DefaultPartitioner()

function kafkaPartition(key: string, partitions: number): number {
  const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({
    partitionErrorCode: 0,
    partitionId,
    leader: 1,
    replicas: [1],
    isr: [1],
  }))
  return chosenByKafkajs({ topic: 't', partitionMetadata, message: { key, value: null } })
}

test('the embedded log and kafkajs choose the same partition for any key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 50 }), (key, partitions) => {
      expect(partitionOfKey(key, partitions)).toBe(kafkaPartition(key, partitions))
    }),
    { numRuns: 2_000 },
  )
})

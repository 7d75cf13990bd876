import { expect, test } from 'vitest'
import { partitionOfKey } from './partition-of-key.ts'

// Hashes from Apache Kafka's own UtilsTest; ../kafka/same-partition.test.ts compares with kafkajs for any key.
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

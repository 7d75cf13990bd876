import type { StoredRecord } from '@unefois/broker/ports/event-log.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tailOfTopic } from './tail-of-topic.ts'

const record = (partition: number, offset: number, size = 10): StoredRecord => ({
  topic: 't',
  partition,
  offset: BigInt(offset),
  key: 'k',
  headers: {},
  value: Buffer.alloc(size),
})

test('whatever was added in whatever order, what it gives is dense and begins where it was asked to', () => {
  const step = fc.record({ from: fc.nat(300), count: fc.integer({ min: 1, max: 60 }) })
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 40 }),
      fc.nat(400),
      fc.integer({ min: 1, max: 100 }),
      (steps, asked, limit) => {
        const tail = tailOfTopic()
        for (const { from, count } of steps)
          tail.add(
            Array.from({ length: count }, (_, i) => record(0, from + i)),
            'fetched',
          )
        const given = tail.from(0, BigInt(asked), { records: limit, bytes: 1_000_000 })?.records ?? null
        if (given === null) return
        expect(given.length).toBeGreaterThan(0)
        expect(given.map(({ offset }) => Number(offset))).toEqual(given.map((_, i) => asked + i))
        expect(given.length).toBeLessThanOrEqual(limit)
      },
    ),
  )
})

const first = { records: 10, bytes: 1_000_000 }

test('it follows each partition, and leaves to the table what it does not know', () => {
  const tail = tailOfTopic()
  tail.add([record(0, 5), record(1, 7), record(0, 6)], 'fetched')
  expect(tail.from(0, 5n, first)?.records.map(({ offset }) => offset)).toEqual([5n, 6n])
  expect(tail.from(1, 7n, first)?.records).toHaveLength(1)
  expect(tail.from(0, 4n, first)).toBeNull()
  expect(tail.from(0, 7n, first)).toBeNull()
  expect(tail.from(2, 0n, first)).toBeNull()
})

test('it stays small', () => {
  const tail = tailOfTopic()
  for (let offset = 0; offset < 50; offset++) tail.add([record(0, offset, 500_000)], 'appended')
  for (let offset = 0; offset < 5_000; offset++) tail.add([record(1, offset)], 'appended')
  expect(tail.from(0, 49n, first)?.records).toHaveLength(1)
  expect(tail.from(0, 30n, first)).toBeNull()
  expect(tail.from(1, 4_999n, first)?.records).toHaveLength(1)
  expect(tail.from(1, 3_000n, first)).toBeNull()
})

test('at its end only after what was appended here', () => {
  const tail = tailOfTopic()
  tail.add([record(0, 1)], 'fetched')
  expect(tail.isAtEnd(0, 2n)).toBe(false)
  tail.add([record(0, 2)], 'appended')
  expect(tail.isAtEnd(0, 3n)).toBe(true)
  expect(tail.isAtEnd(0, 2n)).toBe(false)
  expect(tail.isAtEnd(1, 0n)).toBe(false)
})

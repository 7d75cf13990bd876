import { expect, test } from 'vitest'
import { traceparent } from './traceparent.ts'

const ours = (size: number) => Buffer.alloc(size, 0xab)
const fresh = `00-${'ab'.repeat(16)}-${'ab'.repeat(8)}-00`

test('hands on what is well formed', () => {
  const given = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
  expect(traceparent(given, ours)).toBe(given)
})

test.each([
  undefined,
  '',
  'garbage',
  `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
  `00-4bf92f3577b34da6a3ce929d0e0e4736-${'0'.repeat(16)}-01`,
  'ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
])('starts a new trace for %s', (header) => {
  expect(traceparent(header, ours)).toBe(fresh)
})

import type { Agency } from '@unefois/domain/agency.ts'
import { expect, test } from 'vitest'
import { agencyGate, type Sent } from './agency-gate.ts'
import type { Endpoint } from './ports/endpoints.ts'
import type { SendResult } from './ports/sender.ts'

const agency = { id: 'saaq', limits: { slots: 4 } } as unknown as Agency
const endpoint = { slots: null, ratePerSecond: null, batchSize: 1 } as Endpoint
const answered = (status: number | null, retryAfterSeconds: number | null = null): Sent => ({
  results: [],
  answer: {
    status,
    failure: status === null ? 'timed-out' : status === 200 ? null : status === 429 ? 'throttled' : 'failed',
    retryAfterSeconds,
  } as SendResult,
})

const gateOfTest = (breaker: 'on' | 'off' = 'off') => {
  const clock = { now: () => new Date(clock.ms), ms: 0 }
  const quiet = { info: () => undefined, alarm: () => undefined }
  const watch = { attempted: () => undefined, breaker: () => undefined }
  return { clock, gate: agencyGate({ breaker, journal: quiet, clock, watch } as never, agency) }
}

/** Requests that end when the test says so. */
const requests = (gate: ReturnType<typeof gateOfTest>['gate'], to: Endpoint) => {
  gate.room(to, 0)
  const running: ((sent: Sent) => void)[] = []
  const all: Promise<Sent>[] = []
  return {
    running,
    start: (count: number): void => {
      for (let i = 0; i < count; i++)
        all.push(gate.enter(() => new Promise<Sent>((resolve) => running.push(resolve))))
    },
    end: async (sent: Sent): Promise<void> => {
      running.shift()?.(sent)
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

test('no more requests are under way than the endpoint has slots, its own or the agency’s', async () => {
  for (const [slots, expected] of [
    [null, 4],
    [2, 2],
  ] as const) {
    const { gate } = gateOfTest()
    const { running, start, end } = requests(gate, { ...endpoint, slots })
    start(9)
    await new Promise((resolve) => setImmediate(resolve))
    expect(running).toHaveLength(expected)
    await end(answered(200))
    expect(running).toHaveLength(expected)
  }
})

test('signs of load make it slower, and success makes it as quick as before', async () => {
  const { gate } = gateOfTest()
  const { running, start, end } = requests(gate, endpoint)
  start(30)
  await new Promise((resolve) => setImmediate(resolve))
  await end(answered(429))
  await end(answered(429))
  expect(running).toHaveLength(2)
  await end(answered(429))
  expect(running).toHaveLength(1)
  for (let i = 0; i < 12; i++) await end(answered(200))
  expect(running).toHaveLength(4)
})

test('a Retry-After holds back what is not in hand yet', async () => {
  const { gate, clock } = gateOfTest()
  await gate.enter(async () => answered(429, 10))
  expect(gate.room(endpoint, 0)).toBe(0)
  clock.ms = 10_000
  expect(gate.room(endpoint, 0)).toBeGreaterThan(0)
})

test('room grows with the batches that an endpoint asked for, and its rate bounds it', () => {
  const { gate } = gateOfTest()
  expect(gate.room(endpoint, 0)).toBe(48)
  expect(gate.room({ ...endpoint, batchSize: 50 }, 0)).toBe(2_400)
  const slow = { ...endpoint, ratePerSecond: 8 }
  expect(gate.room(slow, 0)).toBe(2)
  gate.taken(2)
  expect(gate.room(slow, 2)).toBe(0)
})

test('a breaker that opened lets one through as a probe, and waits for another when that was not sent', async () => {
  const { gate, clock } = gateOfTest('on')
  for (let i = 0; i < 20; i++) await gate.enter(async () => answered(null))
  expect(gate.room(endpoint, 0)).toBe(0)
  clock.ms = 1_000
  expect(gate.room(endpoint, 0)).toBe(1)
  await gate.enter(async () => ({ results: [], answer: null }))
  expect(gate.room(endpoint, 0)).toBe(0)
  clock.ms = 3_000
  expect(gate.room(endpoint, 0)).toBe(1)
  await gate.enter(async () => answered(200))
  expect(gate.room(endpoint, 0)).toBe(48)
})

import { expect, test } from 'vitest'
import { admitted, afterFailure, afterSending, afterSuccess, type Breaker, closedBreaker } from './breaker.ts'

const at = (seconds: number) => new Date(seconds * 1000)
const failed = (times: number, from: Breaker = closedBreaker): Breaker =>
  Array.from({ length: times }).reduce<Breaker>((breaker) => afterFailure(breaker, at(0)), from)

test('it opens after twenty failures in a row and not before, and a success starts the count again', () => {
  expect(failed(19).state).toBe('closed')
  expect(failed(20)).toEqual({ state: 'open', openings: 1, probeAt: at(1) })
  expect(failed(19, afterSuccess()).state).toBe('closed')
})

test('while it is open nothing is sent, then one probe decides', () => {
  const open = failed(20)
  expect(admitted(open, at(0.9), 50)).toBe(0)
  expect(admitted(open, at(1), 50)).toBe(1)
  const probing = afterSending(open)
  expect(admitted(probing, at(2), 50)).toBe(0)
  expect(afterFailure(probing, at(2))).toEqual({ state: 'open', openings: 2, probeAt: at(4) })
  expect(admitted(afterSuccess(), at(2), 50)).toBe(50)
})

test('its pauses double up to a minute', () => {
  let breaker = failed(20)
  for (let i = 0; i < 12; i++) breaker = afterFailure(afterSending(breaker), at(0))
  expect(breaker).toMatchObject({ state: 'open', probeAt: at(60) })
})

import { expect, test } from 'vitest'
import { afterTaken, afterThrottled, heldBack, openThrottle } from './throttle.ts'

const at = (seconds: number) => new Date(seconds * 1000)

test('each sign of load halves what may be under way, never below one', () => {
  let throttle = openThrottle(16)
  const slots = Array.from({ length: 6 }, () => {
    throttle = afterThrottled(throttle, at(0), null)
    return throttle.slots
  })
  expect(slots).toEqual([8, 4, 2, 1, 1, 1])
  expect(heldBack(throttle, at(0))).toBe(false)
})

test('a Retry-After holds everything back until then, five minutes at most, and a shorter one does not shorten it', () => {
  const asked = afterThrottled(openThrottle(4), at(0), 30)
  expect(heldBack(asked, at(29.9))).toBe(true)
  expect(heldBack(asked, at(30))).toBe(false)
  expect(heldBack(afterThrottled(asked, at(1), 2), at(29))).toBe(true)
  expect(heldBack(afterThrottled(asked, at(1), 86_400), at(300))).toBe(true)
  expect(heldBack(afterThrottled(asked, at(1), 86_400), at(301))).toBe(false)
})

test('it is won back slot by slot, and not beyond what the endpoint takes', () => {
  let throttle = afterThrottled(openThrottle(4), at(0), null)
  const slots = Array.from({ length: 8 }, () => {
    throttle = afterTaken(throttle, 4)
    return throttle.slots
  })
  expect(slots).toEqual([2, 3, 3, 3, 4, 4, 4, 4])
})

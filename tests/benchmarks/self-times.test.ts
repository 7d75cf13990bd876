import { expect, test } from 'vitest'
import { selfTimes } from './self-times.ts'

const node = (id: number, functionName: string, url: string) => ({
  id,
  callFrame: { functionName, url, lineNumber: 9 },
})

test('adds up what a function took by itself, in shares of the time that was not idle', () => {
  const profile = {
    nodes: [
      node(1, '(idle)', ''),
      node(2, 'sign', 'file:///a/packages/webhook/src/sign.ts'),
      node(3, 'query', 'file:///a/node_modules/pg/lib/client.js'),
      node(4, 'sign', 'file:///a/packages/webhook/src/sign.ts'),
    ],
    samples: [1, 2, 3, 4],
    timeDeltas: [90_000, 2_000, 1_000, 1_000],
  }
  expect(selfTimes(profile)).toEqual([
    { place: 'sign /a/packages/webhook/src/sign.ts:10', ms: 3, share: 0.75 },
    { place: 'query pg/lib/client.js:10', ms: 1, share: 0.25 },
  ])
})

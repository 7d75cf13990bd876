import { expect, test } from 'vitest'
import { readAnswer } from './read-answer.ts'

const body = (value: unknown) => Buffer.from(JSON.stringify(value))

test('of a batch each item counts by itself, and what is not understood counts as not said', () => {
  const answer = readAnswer.many(
    body({
      items: [
        { id: 'a', outcome: 'accepted', reference: 'A-1' },
        { id: 'b', outcome: 'rejected' },
        { id: 'c', outcome: 'rejected', reason: 'inconnu' },
        { outcome: 'accepted' },
        null,
        'd',
      ],
    }),
  )
  expect([...answer]).toEqual([
    ['a', { outcome: 'accepted', reference: 'A-1' }],
    ['c', { outcome: 'rejected', reason: 'inconnu' }],
  ])
})

test.each([['{"items":'], ['{"items":{}}'], ['[]'], ['ok'], [''], ['{}']])('%s says nothing', (text) => {
  expect(readAnswer.many(Buffer.from(text)).size).toBe(0)
})

test('of one notice its own answer', () => {
  expect(readAnswer.one(body({ outcome: 'not-a-client' }))).toEqual({ outcome: 'not-a-client' })
  expect(readAnswer.one(Buffer.from('{"outcome":'))).toBeNull()
})

import { expect, test } from 'vitest'
import { z } from 'zod'
import { flawsOfIssues } from './flaws-of-issues.ts'

const schema = z.strictObject({
  reason: z.string().max(5, 'too-long'),
  'a/b~c': z.array(z.number()).optional(),
})

const flaws = (value: unknown) => flawsOfIssues(schema.safeParse(value).error?.issues ?? [])

test('says where and which rule', () => {
  expect(flaws({})).toEqual([{ pointer: '/reason', code: 'required' }])
  expect(flaws({ reason: 5 })).toEqual([{ pointer: '/reason', code: 'invalid-value' }])
  expect(flaws({ reason: 'far too long' })).toEqual([{ pointer: '/reason', code: 'too-long' }])
  expect(flaws({ reason: 'ok', 'a/b~c': [1, 'two'] })).toEqual([
    { pointer: '/a~1b~0c/1', code: 'invalid-value' },
  ])
  expect(flaws({ reason: 'ok', x: 1, y: 2 })).toEqual([
    { pointer: '/x', code: 'unknown-field' },
    { pointer: '/y', code: 'unknown-field' },
  ])
  expect(flaws(null)).toEqual([{ pointer: '', code: 'invalid-value' }])
  expect(flaws(undefined)).toEqual([{ pointer: '', code: 'required' }])
})

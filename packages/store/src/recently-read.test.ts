import type { DeclarationId } from '@unefois/domain/ids.ts'
import { expect, test } from 'vitest'
import { recentlyRead } from './recently-read.ts'

const ids = (...names: string[]): readonly DeclarationId[] => names as unknown as readonly DeclarationId[]

const setUp = (absent: readonly string[] = []) => {
  const asked: (readonly string[])[] = []
  let failing = false
  const read = recentlyRead(async (wanted) => {
    asked.push(wanted)
    await new Promise(setImmediate)
    if (failing) throw new Error('the database is away')
    return new Map(wanted.filter((id) => !absent.includes(id)).map((id) => [id, Buffer.from(id)]))
  })
  const names = async (...wanted: string[]) => [...(await read(ids(...wanted))).keys()]
  return { names, asked, fail: (is: boolean) => void (failing = is) }
}

test('who asks in the same instant, and a moment later, is answered by one look', async () => {
  const { names, asked } = setUp()
  const together = await Promise.all([names('a', 'b'), names('b', 'a'), names('b', 'c')])
  expect(together).toEqual([
    ['a', 'b'],
    ['b', 'a'],
    ['b', 'c'],
  ])
  expect(await names('c', 'a')).toEqual(['c', 'a'])
  expect(asked).toEqual([['a', 'b'], ['c']])
})

test('what is not there is asked for again', async () => {
  const { names, asked } = setUp(['gone'])
  expect(await names('gone', 'a')).toEqual(['a'])
  expect(await names('gone', 'a')).toEqual(['a'])
  expect(asked).toEqual([['gone', 'a'], ['gone']])
})

test('a look that failed fails for all who waited for it, and the next one looks again', async () => {
  const { names, fail } = setUp()
  fail(true)
  const failed = await Promise.allSettled([names('a'), names('a', 'b')])
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  fail(false)
  expect(await names('a', 'b')).toEqual(['a', 'b'])
})

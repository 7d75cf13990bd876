import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { rules } from './rules.ts'
import { readTree } from './tree.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const planted = fileURLToPath(new URL('planted/', import.meta.url))
const tree = readTree(root)

test('the repository was read', () => {
  expect(tree.size).toBeGreaterThan(200)
  expect(tree.has('packages/domain/src/refusal.ts')).toBe(true)
})

describe.each(Object.entries(rules))('%s', (name, rule) => {
  test('is kept', () => {
    expect(rule(tree)).toEqual([])
  })

  test('sees what was planted', () => {
    const expected = readFileSync(`${planted}${name}/violations.txt`, 'utf8').trim().split('\n')
    expect(rule(readTree(`${planted}${name}/`)).toSorted()).toEqual(expected.toSorted())
  })
})

test('every planted violation belongs to a rule', () => {
  expect(readdirSync(planted).toSorted()).toEqual([...Object.keys(rules), 'lint'].toSorted())
})

import { expect, test } from 'vitest'
import { compareLedgers, flawsOf, type LedgerLine, type Ledgers } from './compare-ledgers.ts'

const lines: readonly LedgerLine[] = ['saaq', 'rrq', 'dge'].flatMap((agency) =>
  [1, 2, 3].map((number) => ({ agency, delivery: `${agency}-${number}` })),
)
const sound: Ledgers = { promised: lines, received: lines.toReversed(), acknowledged: lines }
const flaws = (planted: Partial<Ledgers>) => flawsOf(compareLedgers({ ...sound, ...planted }))
const extra = { agency: 'saaq', delivery: 'of-nobody' }

test('finds nothing wrong when the ledgers agree, in whatever order', () => {
  expect(flaws({})).toEqual([])
})

test('finds a planted loss', () => {
  expect(flaws({ received: lines.slice(1) })).toEqual([
    '1 promised and never received, e.g. saaq saaq-1 (of 9 promised)',
  ])
})

test('finds a planted extra', () => {
  expect(flaws({ received: [...lines, extra] })).toEqual([
    '1 received and never promised, e.g. saaq of-nobody (of 9 promised)',
  ])
})

test('finds a delivery that went to another agency: lost here, foreign there', () => {
  const [first, ...others] = lines
  const misled = { agency: 'ramq', delivery: first?.delivery ?? '' }
  expect(flaws({ received: [...others, misled] })).toHaveLength(2)
})

test('finds what arrived and was never recorded, and what was recorded of nothing', () => {
  expect(flaws({ acknowledged: lines.slice(2) })).toHaveLength(1)
  expect(flaws({ acknowledged: [...lines, extra] })).toHaveLength(1)
})

test('counts what arrived twice, which is allowed', () => {
  const twice = { ...sound, received: [...lines, ...lines.slice(0, 2)] }
  expect(compareLedgers(twice).repeated).toBe(2)
  expect(flaws(twice)).toEqual([])
})

test('takes a run without a single promise for a failure', () => {
  expect(flaws({ promised: [], received: [], acknowledged: [] })).toHaveLength(1)
})

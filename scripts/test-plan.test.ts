import { expect, test } from 'vitest'
import { countsOf, sumOf, totalLine, type VitestReport } from './test-counts.ts'
import { testPlan } from './test-plan.ts'

const whole = { kafka: null, browser: null }

test('runs everything where everything is', () => {
  expect(testPlan(whole, 'kafka,browser')).toEqual({
    run: ['unit', 'programs', 'db', 'kafka', 'journey', 'faults', 'browser'],
    without: [],
    broken: [],
  })
})

test('leaves out what the machine cannot run, and says why', () => {
  const plan = testPlan({ kafka: 'Java is missing', browser: null }, '')
  expect(plan.run).not.toContain('kafka')
  expect(plan.without).toEqual([{ suite: 'kafka', why: 'Java is missing' }])
  expect(plan.broken).toEqual([])
})

test('breaks the run when what is required cannot run, or means nothing', () => {
  const plan = testPlan({ kafka: 'Java is missing', browser: 'none' }, ' kafka , docker')
  expect(plan.broken).toEqual([
    'UNEFOIS_REQUIRE names kafka, but it cannot run: Java is missing',
    'UNEFOIS_REQUIRE names "docker"; it may name kafka, browser',
  ])
})

const report = (changes: Partial<VitestReport> = {}): VitestReport => ({
  success: true,
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: [],
  ...changes,
})

test('counts what passed, failed and was skipped', () => {
  expect(countsOf(report(), true)).toEqual({ passed: 5, failed: 0, skipped: 2 })
  expect(countsOf(report({ success: false, numFailedTests: 2 }), false)).toMatchObject({ failed: 2 })
})

test('counts a file that could not even be loaded', () => {
  const testResults = [
    { status: 'failed', assertionResults: [] },
    { status: 'failed', assertionResults: [{ status: 'failed' }] },
    { status: 'passed', assertionResults: [{ status: 'passed' }] },
  ]
  expect(countsOf(report({ success: false, numFailedTests: 1, testResults }), false)).toMatchObject({
    failed: 2,
  })
})

test.each([
  ['no report', null, true],
  ['a bad end', report(), false],
  ['an error outside all tests', report({ success: false }), true],
])('never calls %s a success', (_what, given, exitedWell) => {
  expect(countsOf(given, exitedWell).failed).toBe(1)
})

test('ends with one plain line', () => {
  const counts = { passed: 3, failed: 0, skipped: 0 }
  expect(totalLine(counts)).toBe('3 passed, 0 failed')
  expect(totalLine(sumOf([counts, { passed: 1, failed: 1, skipped: 4 }]))).toBe(
    '4 passed, 1 failed, 4 skipped',
  )
})

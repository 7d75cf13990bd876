import { expect, test } from 'vitest'
import { readCommand } from './command-line.ts'

test('measures everything on both drivers three times unless told otherwise', () => {
  expect(readCommand([])).toMatchObject({
    benchmarks: ['journey', 'delivery', 'history', 'log'],
    drivers: ['embedded', 'kafka'],
    runs: 3,
    quick: false,
  })
  expect(readCommand(['journey', '--quick'])).toMatchObject({
    benchmarks: ['journey'],
    runs: 1,
    quick: true,
  })
  expect(readCommand(['delivery', '--scenario', 'live-8', '--scenario', 'drain-1'])).toMatchObject({
    scenarios: ['live-8', 'drain-1'],
  })
  expect(readCommand(['journey', '--driver', 'kafka', '--runs', '5'])).toMatchObject({
    drivers: ['kafka'],
    runs: 5,
  })
})

test.each([
  [['voyage']],
  [['--driver', 'rabbit']],
  [['--runs', '0']],
  [['--runs', 'many']],
  [['--fast']],
  [['--scenario', 'rush']],
])('refuses %j', (argv) => {
  expect(() => readCommand(argv)).toThrow(TypeError)
})

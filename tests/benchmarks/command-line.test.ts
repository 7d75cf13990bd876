import { expect, test } from 'vitest'
import { readCommand } from './command-line.ts'

test('measures everything on both drivers three times unless told otherwise', () => {
  expect(readCommand([])).toMatchObject({
    benchmarks: ['journey', 'log'],
    drivers: ['embedded', 'kafka'],
    runs: 3,
    quick: false,
  })
  expect(readCommand(['journey', '--quick'])).toMatchObject({
    benchmarks: ['journey'],
    runs: 1,
    quick: true,
  })
  expect(readCommand(['journey', '--driver', 'kafka', '--runs', '5'])).toMatchObject({
    drivers: ['kafka'],
    runs: 5,
  })
})

test.each([[['voyage']], [['--driver', 'rabbit']], [['--runs', '0']], [['--runs', 'many']], [['--fast']]])(
  'refuses %j',
  (argv) => {
    expect(() => readCommand(argv)).toThrow(TypeError)
  },
)

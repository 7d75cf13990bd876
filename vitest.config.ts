import { defineConfig } from 'vitest/config'

/** A test's infix says what it needs; without one it is a unit test, part of `npm run check`. */
const infixed = ['**/*.program.test.ts', '**/*.db.test.ts', '**/*.kafka.test.ts', '**/*.browser.test.ts']
const elsewhere = ['**/node_modules/**', '**/planted/**', '**/.unefois/**', 'tests/.work/**']
const wholeRuns = ['tests/journey/**', 'tests/faults/**']

const postgres = ['./tests/postgres-for-tests/global-setup.ts']
const minutes = (count: number) => count * 60_000

/** One after the other, so that a whole run never shares the machine with another. */
const oneFileAtATime = { fileParallelism: false, maxWorkers: 1 }

export default defineConfig({
  test: {
    // The machines that this must run on have two cores.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...elsewhere, ...wholeRuns, ...infixed],
          // Pure, hence nothing to isolate: 5 s in place of 10 for 700 tests.
          isolate: false,
          testTimeout: minutes(0.5),
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'programs',
          include: ['**/*.program.test.ts'],
          exclude: [...elsewhere, ...wholeRuns],
          testTimeout: minutes(1),
          hookTimeout: minutes(1),
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'db',
          include: ['**/*.db.test.ts'],
          exclude: [...elsewhere, ...wholeRuns],
          globalSetup: postgres,
          testTimeout: minutes(1),
          hookTimeout: minutes(1),
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'kafka',
          include: ['**/*.kafka.test.ts'],
          exclude: elsewhere,
          globalSetup: postgres,
          testTimeout: minutes(5),
          hookTimeout: minutes(5),
          ...oneFileAtATime,
          sequence: { groupOrder: 3 },
        },
      },
      {
        test: {
          name: 'journey',
          include: ['tests/journey/**/*.test.ts'],
          exclude: [...elsewhere, '**/*.kafka.test.ts', '**/*.browser.test.ts'],
          globalSetup: postgres,
          testTimeout: minutes(5),
          hookTimeout: minutes(2),
          ...oneFileAtATime,
          sequence: { groupOrder: 4 },
        },
      },
      {
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          exclude: [...elsewhere, '**/*.kafka.test.ts', '**/*.browser.test.ts'],
          globalSetup: postgres,
          testTimeout: minutes(10),
          hookTimeout: minutes(2),
          ...oneFileAtATime,
          sequence: { groupOrder: 5 },
        },
      },
      {
        test: {
          name: 'browser',
          include: ['**/*.browser.test.ts'],
          exclude: elsewhere,
          testTimeout: minutes(2),
          hookTimeout: minutes(2),
          ...oneFileAtATime,
          sequence: { groupOrder: 6 },
        },
      },
    ],
  },
})

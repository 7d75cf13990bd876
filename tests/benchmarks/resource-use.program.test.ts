import { expect, test } from 'vitest'
import { cpuOf, memoryOf, parsePs, parseStat, treeOf } from './resource-use.ts'

test('reads /proc/PID/stat, whatever the program is called', () => {
  const stat = '4711 (node (a) b) S 42 4711 4711 0 -1 4194304 9 8 7 6 100 20 3 4 20 0 11 0 5 6 7'
  expect(parseStat(stat)).toEqual({ pid: 4711, parent: 42, cpuMs: 1270 })
})

test('reads what ps says, with and without days and hours', () => {
  expect(parsePs('  12 1 0:03.50')).toEqual({ pid: 12, parent: 1, cpuMs: 3500 })
  expect(parsePs('12 1 01:00:01')).toMatchObject({ cpuMs: 3_601_000 })
  expect(parsePs('12 1 2-00:00:01')).toMatchObject({ cpuMs: 172_801_000 })
})

test('finds children of children, and nobody else', () => {
  const programs = [
    { pid: 1, parent: 0, cpuMs: 0 },
    { pid: 2, parent: 1, cpuMs: 0 },
    { pid: 3, parent: 2, cpuMs: 0 },
    { pid: 4, parent: 1, cpuMs: 0 },
  ]
  expect(treeOf(2, programs).map(({ pid }) => pid)).toEqual([2, 3])
})

test('sees this program at work', async () => {
  const before = await cpuOf({ own: process.pid })
  // 60 ms of the processor, however long it takes to get them.
  for (const until = process.cpuUsage().user + 60_000; process.cpuUsage().user < until; );
  const after = await cpuOf({ own: process.pid })
  expect(after.own).toBeGreaterThan(before.own)
  expect((await memoryOf({ own: process.pid })).own).toBeGreaterThan(10)
})

import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readOrMakeSeed } from './read-or-make-seed.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seed-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('programs that start at once all get the one seed', async () => {
  const path = join(folder, 'keys', 'simulators.seed')
  const seeds = await Promise.all(Array.from({ length: 20 }, () => readOrMakeSeed(path)))
  expect(new Set(seeds.map((seed) => seed.toString('hex'))).size).toBe(1)
  expect(seeds[0]).toHaveLength(32)
  expect(await readOrMakeSeed(path)).toEqual(seeds[0])
  expect(await readdir(join(folder, 'keys'))).toEqual(['simulators.seed'])
  expect((await stat(path)).mode & 0o077).toBe(0)
})

test('a file that is no seed is left alone', async () => {
  const path = join(folder, 'simulators.seed')
  await writeFile(path, 'something else')
  await expect(readOrMakeSeed(path)).rejects.toThrow('no seed of ours')
})

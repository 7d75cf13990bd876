import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { readOrMakeRootKey } from '@unefois/vault/read-or-make-root-key.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'

/**
 * Separate services start together on one folder of keys. The key's file used to exist before it was written: a
 * service that came second read it empty and did not start.
 */
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unefois-keys-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('the file of the root key is never seen unfinished', async () => {
  const path = join(folder, 'keys', 'root.key')
  const lengths = new Set<number>()
  const making = readOrMakeRootKey(path)
  let made = false
  const noted = making.then(() => {
    made = true
  })
  while (!made) {
    if (existsSync(path)) lengths.add(readFileSync(path, 'utf8').trim().length)
    await turn()
  }
  await noted
  lengths.add(readFileSync(path, 'utf8').trim().length)
  expect([...lengths]).toEqual([44])
})

test('whoever starts together reads the same root key', async () => {
  const path = join(folder, 'keys', 'root.key')
  const keys = await Promise.all(Array.from({ length: 8 }, () => readOrMakeRootKey(path)))
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1)
})

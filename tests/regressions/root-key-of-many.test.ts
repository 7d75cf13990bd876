import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readOrMakeRootKey } from '@unefois/vault/read-or-make-root-key.ts'
import { expect, test } from 'vitest'

/**
 * Separate services start together on one folder of keys. The key's file used to exist before it was written: a
 * service that came second read it empty and did not start.
 */
test('services that start together on a new folder all read the same root key', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'unefois-keys-'))
  try {
    for (let round = 0; round < 20; round++) {
      const path = join(folder, String(round), 'root.key')
      const keys = await Promise.all(Array.from({ length: 8 }, () => readOrMakeRootKey(path)))
      expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1)
    }
  } finally {
    await rm(folder, { recursive: true })
  }
})

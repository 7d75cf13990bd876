import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { openWorkThread } from './open-work-thread.ts'

test('work that cannot start says why, by the name that decides the exit code, and leaves the program standing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'unefois-thread-'))
  try {
    const config = readConfig({ UNEFOIS_DATA: folder }, ['--demonstration'])
    const nowhere = { ...config, DATABASE_URL: 'postgres://127.0.0.1:1/nowhere' }
    await expect(openWorkThread({ config: nowhere, publicUrl: 'http://127.0.0.1' })).rejects.toMatchObject({
      name: expect.stringMatching(/Error$/),
      message: expect.stringContaining('ECONNREFUSED'),
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

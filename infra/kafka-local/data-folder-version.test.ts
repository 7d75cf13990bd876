import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isOlder, noteVersion } from './data-folder-version.ts'
import { KafkaUnavailable } from './kafka-unavailable.ts'

describe('noteVersion', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unefois-version-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('lets a newer Kafka take over a folder, and no older one', async () => {
    await noteVersion(folder, '3.9.2')
    await noteVersion(folder, '4.3.1')
    await expect(noteVersion(folder, '3.9.2')).rejects.toThrow(KafkaUnavailable)
    await noteVersion(folder, '4.3.1')
  })
})

describe('isOlder', () => {
  it('compares numbers, not letters', () => {
    expect(isOlder('3.9.2', '3.10.0')).toBe(true)
    expect(isOlder('4.3.1', '4.3.1')).toBe(false)
    expect(isOlder('4.0.0', '3.9.2')).toBe(false)
  })
})

import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { differences, parseChecksums } from './kafka-jars.ts'
import { kafkaVersions } from './kafka-versions.ts'

const digest = (text: string) => createHash('sha256').update(text).digest('hex')

describe('the committed checksums', () => {
  it.each(kafkaVersions)('name the broker of %s and nothing twice', async (version) => {
    const text = await readFile(new URL(`./checksums/${version}.sha256`, import.meta.url), 'utf8')
    const sums = parseChecksums(text)
    expect(sums.has(`kafka_2.13-${version}.jar`)).toBe(true)
    expect(sums.size).toBe(text.trim().split('\n').length)
  })

  it('refuses a line that is none', () => {
    expect(() => parseChecksums('abc  file.jar')).toThrow()
  })
})

describe('differences', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unefois-jars-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('finds the altered, the missing and the unexpected', async () => {
    await writeFile(join(folder, 'good.jar'), 'good')
    await writeFile(join(folder, 'bad.jar'), 'altered')
    await writeFile(join(folder, 'extra.jar'), 'extra')
    const expected = new Map([
      ['good.jar', digest('good')],
      ['bad.jar', digest('bad')],
      ['gone.jar', digest('gone')],
    ])
    expect([...(await differences(folder, expected))].sort()).toEqual([
      'bad.jar altered',
      'extra.jar unexpected',
      'gone.jar missing',
    ])
  })
})

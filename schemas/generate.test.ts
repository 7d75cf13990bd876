import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { generatedFiles } from './generated-files.ts'

const folder = join(import.meta.dirname, 'generated')

describe('schemas/generated', () => {
  it('is what the sources say (else: node schemas/generate.ts)', () => {
    const written = new Map(
      readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const),
    )
    expect(Object.fromEntries(written)).toEqual(Object.fromEntries(generatedFiles()))
  })
})

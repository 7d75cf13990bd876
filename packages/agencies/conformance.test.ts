import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Agency } from '@unefois/domain/agency.ts'
import { describe, expect, it } from 'vitest'
import { describeAgency } from './conformance-suite.ts'
import { findAgency } from './find-agency.ts'
import { registry } from './registry.ts'

describe('the registry', () => {
  it('lists every folder once, and is made of agencies as the domain means them', () => {
    const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
      .map(({ name }) => name)
    const agencies: readonly Agency[] = registry
    expect(agencies.map(({ id }) => id as string).sort()).toEqual(folders.sort())
  })

  it('finds an agency by its id, and nobody else', () => {
    for (const agency of registry) expect(findAgency(agency.id)).toBe(agency)
    expect(findAgency('toString')).toBeUndefined()
  })
})

for (const agency of registry) describeAgency(agency, join(import.meta.dirname, agency.id))

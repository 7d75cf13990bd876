import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { agencyTable } from './agency-table.ts'
import { registry } from './registry.ts'
import { tableInReadme } from './table-in-readme.ts'

const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')

describe('the table in the README', () => {
  it('is what the code says (else: node packages/agencies/write-table.ts)', () => {
    expect(readme).toBe(tableInReadme(readme, agencyTable(registry)))
  })

  it('has no place in a README without its marks', () => {
    expect(() => tableInReadme('# nothing', '')).toThrow('lacks')
  })
})

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { agencyTable } from './agency-table.ts'
import { registry } from './registry.ts'
import { tableInReadme } from './table-in-readme.ts'

/** Writes the matrix agency × kind into README.md; by hand: `node packages/agencies/write-table.ts`. */
export const writeTable = (): void => {
  const path = join(import.meta.dirname, 'README.md')
  writeFileSync(path, tableInReadme(readFileSync(path, 'utf8'), agencyTable(registry)))
}

if (import.meta.main) writeTable()

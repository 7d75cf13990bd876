/** Writes the matrix agency × kind into README.md: `node packages/agencies/write-table.ts`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { agencyTable } from './agency-table.ts'
import { registry } from './registry.ts'
import { tableInReadme } from './table-in-readme.ts'

const path = join(import.meta.dirname, 'README.md')
writeFileSync(path, tableInReadme(readFileSync(path, 'utf8'), agencyTable(registry)))
console.log(`table of ${registry.length} agencies written to ${path}`)

/** Writes schemas/generated from the sources: `node schemas/generate.ts`. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generatedFiles } from './generated-files.ts'

const folder = join(import.meta.dirname, 'generated')
const files = generatedFiles()

mkdirSync(folder, { recursive: true })
for (const name of readdirSync(folder)) if (!files.has(name)) rmSync(join(folder, name))
for (const [name, text] of files) writeFileSync(join(folder, name), text)
console.log(`${files.size} JSON Schemas written to ${folder}`)

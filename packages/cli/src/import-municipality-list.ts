import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { importMunicipalities } from '@unefois/quebec/address/places/import-municipalities.ts'
import { type Answer, done, failed } from './answer.ts'

/** Checks the official list and puts it where services find it when they start; a bad file changes nothing. */
export const importMunicipalityList = async (file: string, dataFolder: string): Promise<Answer> => {
  try {
    const text = await readFile(file, 'utf8')
    const read = importMunicipalities(text)
    if (!read.ok) return failed(`${file} has no column for the ${read.missing} of municipalities`)
    const { municipalities, skipped } = read
    if (municipalities.length === 0) return failed(`${file} holds no municipality`)
    const kept = join(dataFolder, 'municipalities.csv')
    await mkdir(dataFolder, { recursive: true })
    // Renamed into place, so that a service that starts meanwhile never reads half a list.
    await writeFile(`${kept}.new`, text)
    await rename(`${kept}.new`, kept)
    const left = skipped.length === 0 ? '' : `, ${skipped.length} rows without a code or name left out`
    return done(`${municipalities.length} municipalities read${left}; kept in ${kept}`)
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error))
  }
}

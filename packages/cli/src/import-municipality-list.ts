import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { importMunicipalities } from '@unefois/quebec/address/places/import-municipalities.ts'
import { exitCodes } from './exit-codes.ts'
import { Failure } from './failure.ts'
import type { TextKey, TextValues } from './say.ts'

export type Imported = { readonly read: number; readonly skipped: number; readonly kept: string }

const failed = (key: TextKey, values: TextValues): Failure => new Failure(exitCodes.failed, { key, values })

const onDisk = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw failed('failure.disk', { why })
  }
}

/** Checks the official list and puts it where services find it when they start; a bad file changes nothing. */
export const importMunicipalityList = async (file: string, dataFolder: string): Promise<Imported> => {
  const text = await onDisk(() => readFile(file, 'utf8'))
  const read = importMunicipalities(text)
  if (!read.ok) throw failed('failure.list-without-column', { file, column: read.missing })
  const { municipalities, skipped } = read
  if (municipalities.length === 0) throw failed('failure.list-empty', { file })
  const kept = join(dataFolder, 'municipalities.csv')
  await onDisk(async () => {
    await mkdir(dataFolder, { recursive: true })
    // Renamed into place, so that a service that starts meanwhile never reads half a list.
    await writeFile(`${kept}.new`, text)
    await rename(`${kept}.new`, kept)
  })
  return { read: municipalities.length, skipped: skipped.length, kept }
}

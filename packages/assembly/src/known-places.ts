import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { importMunicipalities } from '@unefois/quebec/address/places/import-municipalities.ts'
import { loadPlaces } from '@unefois/quebec/address/places/load-places.ts'
import type { Places } from '@unefois/quebec/address/places/places.ts'
import { withMunicipalities } from '@unefois/quebec/address/places/with-municipalities.ts'
import { ConfigurationError } from '@unefois/runtime/configuration-error.ts'

/**
 * The places that addresses are read against: those shipped, and on top of them the official list of municipalities
 * once somebody imported it (`municipalities.csv` in the data folder). Read once, at the start.
 */
export const knownPlaces = (dataFolder: string): Places => {
  const shipped = loadPlaces()
  const file = join(dataFolder, 'municipalities.csv')
  if (!existsSync(file)) return shipped
  const imported = importMunicipalities(readFileSync(file, 'utf8'))
  if (!imported.ok) {
    const problem = `holds a municipalities.csv without a column for the ${imported.missing}`
    throw new ConfigurationError([{ setting: 'UNEFOIS_DATA', problem }])
  }
  return withMunicipalities(shipped, imported.municipalities)
}

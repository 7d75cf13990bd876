import { readFileSync } from 'node:fs'
import type { Places } from './places.ts'
import { placesFromTables } from './places-from-tables.ts'

const table = (name: string): string =>
  readFileSync(new URL(`../../../data/${name}.csv`, import.meta.url), 'utf8')

/** The tables shipped in `data/`, read once by whoever composes a program (20 ms); throws when a file is missing. */
export const loadPlaces = (): Places =>
  placesFromTables({
    places: table('quebec-places'),
    postalAreas: table('quebec-postal-areas'),
    formerPlaces: table('quebec-former-places'),
  })

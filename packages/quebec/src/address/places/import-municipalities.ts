import { foldName } from '../fold.ts'
import { csvRows } from './csv-rows.ts'

/** A local municipality of the official list (Répertoire des municipalités du Québec). */
export type Municipality = {
  /** Five characters as text, leading zeros kept: `07047` is Amqui. */
  readonly code: string
  readonly name: string
  readonly mrc: string
  readonly region: string
}

export type ImportedMunicipalities =
  | {
      readonly ok: true
      readonly municipalities: readonly Municipality[]
      readonly skipped: readonly number[]
    }
  | { readonly ok: false; readonly missing: 'code' | 'name' }

/** What each column may be called, folded, most exact first; the editions of the list differ. */
const columns = {
  code: ['MCODE', 'CODE GEOGRAPHIQUE', 'CODEGEO', 'CODE GEO', 'CODE MUNICIPALITE', 'CODE', 'GEO CODE'],
  name: ['MUNNOM', 'NOM DE LA MUNICIPALITE', 'NOM MUNICIPALITE', 'MUNICIPALITE', 'TOPONYME', 'NOM', 'NAME'],
  mrc: ['MRC', 'NOM MRC', 'MRC NOM', 'MRCNOM', 'MUNICIPALITE REGIONALE DE COMTE'],
  region: ['REGADM', 'REGION ADMINISTRATIVE', 'NOM REGION', 'REGION', 'REG ADM'],
} as const

/**
 * Reads the official open-data CSV, tolerant of its columns' names, order, separator and quotes. A code that lost its
 * leading zero in a spreadsheet gets it back. `skipped` are the rows (the heading is 1) without a code or a name.
 */
export const importMunicipalities = (csvText: string): ImportedMunicipalities => {
  const rows = csvRows(csvText)
  const found = new Map(Object.keys(rows[0] ?? {}).map((name) => [foldName(name), name]))
  const column = (known: readonly string[]) =>
    known.map((name) => found.get(name)).find((name) => name !== undefined)
  const code = column(columns.code)
  const name = column(columns.name)
  if (code === undefined) return { ok: false, missing: 'code' }
  if (name === undefined) return { ok: false, missing: 'name' }
  const cell = (row: Record<string, string>, header: string | undefined) =>
    header === undefined ? '' : (row[header] ?? '').trim()
  const skipped: number[] = []
  const municipalities = rows.flatMap((row, index) => {
    const digits = cell(row, code)
    const entry = {
      code: digits.padStart(5, '0'),
      name: cell(row, name),
      mrc: cell(row, column(columns.mrc)),
      region: cell(row, column(columns.region)),
    }
    if (/^[0-9A-Z]{1,5}$/.test(digits) && entry.name !== '') return [entry]
    skipped.push(index + 2)
    return []
  })
  return { ok: true, municipalities, skipped }
}

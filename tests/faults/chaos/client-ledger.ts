import { appendFileSync, readFileSync } from 'node:fs'
import type { FilingLine } from '../checker/ledgers.ts'

/** What the client was told, a line as soon as it is told; only ever added to. */
export type ClientLedger = {
  note(line: FilingLine): void
  read(): readonly FilingLine[]
}

export const clientLedger = (path: string): ClientLedger => ({
  note: (line) => appendFileSync(path, `${JSON.stringify(line)}\n`),
  read: () =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as FilingLine),
})

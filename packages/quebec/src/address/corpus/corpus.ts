import { readdirSync, readFileSync } from 'node:fs'
import type { AddressReason, AddressRefusal } from '../address-reasons.ts'
import type { AddressRecord } from '../address-record.ts'

/** An address as people type it, with what must come of it: a record (empty fields left out), questions or a refusal. */
export type CorpusEntry = { readonly text: string } & (
  | { readonly record: Partial<AddressRecord> }
  | { readonly ask: readonly AddressReason[] }
  | { readonly refused: AddressRefusal }
)

/** Every entry of the JSON files beside this one, one file a category. */
export const readCorpus = (): CorpusEntry[] =>
  readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .flatMap((name) => JSON.parse(readFileSync(`${import.meta.dirname}/${name}`, 'utf8')) as CorpusEntry[])

import type { Filings } from '../programs/filer.ts'
import type { LedgerLine } from './compare-ledgers.ts'

/** What the answers to these filings promised. */
export const promisesOf = ({ accepted }: Filings): readonly LedgerLine[] =>
  accepted.flatMap(({ told }) => told)

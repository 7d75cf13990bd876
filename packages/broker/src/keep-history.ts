import { failureOf } from '@unefois/domain/failure-of.ts'
import type { History, KeptHistory } from './ports/history.ts'
import type { Journal } from './ports/journal.ts'
import { signalled } from './signalled.ts'

/** Pieces are a month long and made two months ahead: four times a day is soon enough for all of it. */
const everyMs = 6 * 3_600_000

export type HistoryDependencies = {
  readonly history: History
  readonly journal: Journal
  /** Hears of every round that was this program's to do. */
  readonly onKept?: (kept: KeptHistory) => void
}

/** Makes room ahead and lets go of what has had its time. Runs until `stop`; one program at a time does it. */
export const keepHistory = async (
  { history, journal, onKept }: HistoryDependencies,
  stop: AbortSignal,
): Promise<void> => {
  while (!stop.aborted) {
    try {
      const kept = await history.keep()
      if (kept !== null) {
        tell(journal, kept)
        onKept?.(kept)
      }
    } catch (error) {
      journal.alarm('history.failed', failureOf(error))
    }
    await signalled.pause(everyMs, stop)
  }
}

const tell = (journal: Journal, { made, dropped, deleted, waiting, strays }: KeptHistory): void => {
  if (made + dropped.length + deleted > 0)
    journal.info('history.kept', { made, dropped: dropped.length, deleted })
  for (const { piece, unfinished } of waiting)
    journal.alarm('history.waits', { piece: labelOf(piece), unfinished })
  for (const { table, rows } of strays) journal.alarm('history.strays', { table: labelOf(table), rows })
}

/** As names of tables may be logged. */
const labelOf = (name: string): string => name.replaceAll('_', '-')

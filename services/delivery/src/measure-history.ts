import type { KeptHistory } from '@unefois/broker/ports/history.ts'
import type { Metrics } from '@unefois/runtime/metrics.ts'

/** Figures of the program that keeps history; the others have none. */
export const measureHistory = (metrics: Metrics): ((kept: KeptHistory) => void) => {
  const keptAt = metrics.gauge(
    'unefois_history_kept_timestamp_seconds',
    'When room was last made ahead and expired history let go; six hours apart.',
  )
  const dropped = metrics.counter(
    'unefois_history_pieces_dropped_total',
    'Expired pieces of history dropped.',
  )
  const waiting = metrics.gauge(
    'unefois_history_pieces_waiting',
    'Expired pieces of history that stay, since something in them is unfinished.',
  )
  const strays = metrics.gauge(
    'unefois_history_stray_rows',
    'Rows that belong to no month that is kept; counted up to 10,000 a table.',
  )
  return (kept) => {
    keptAt.setToCurrentTime()
    dropped.inc(kept.dropped.length)
    waiting.set(kept.waiting.length)
    strays.set(kept.strays.reduce((sum, { rows }) => sum + rows, 0))
  }
}

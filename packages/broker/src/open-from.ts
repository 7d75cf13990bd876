import type { Closing } from './ports/calendars.ts'

/** The first instant, not before `at`, at which the agency takes something: `at` itself unless it is closed then. */
export const openFrom = (closings: readonly Closing[], at: Date): Date => {
  const covering = closings.find(({ from, until }) => from <= at && at < until)
  return covering === undefined ? at : openFrom(closings, covering.until)
}

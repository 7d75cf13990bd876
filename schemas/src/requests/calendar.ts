import { readDay } from '@unefois/quebec/calendar-day.ts'
import { startOfQuebecDay } from '@unefois/quebec/quebec-time.ts'
import { z } from 'zod'
import { textInLines } from '../filing/text.ts'

const anInstant = z.iso.datetime({ offset: true })

/** A day in Québec, or an instant with its offset, for a closing that begins or ends within a day. */
const DayOrInstant = z
  .string()
  .refine((typed) => readDay(typed) !== null || anInstant.safeParse(typed).success, {
    error: 'day-or-instant-invalid',
    abort: true,
  })
  .meta({ examples: ['2026-09-01', '2026-09-01T18:00:00-04:00'] })

const dayAfter = (day: string): string => {
  const [year = 0, month = 1, date = 1] = readDay(day) ?? []
  return new Date(Date.UTC(year, month - 1, date + 1)).toISOString().slice(0, 10)
}

const startOf = (typed: string): Date => (readDay(typed) === null ? new Date(typed) : startOfQuebecDay(typed))

/** A day is closed to its last instant. */
const endOf = (typed: string): Date =>
  readDay(typed) === null ? new Date(typed) : startOfQuebecDay(dayAfter(typed))

const ClosedPeriod = z
  .strictObject({ from: DayOrInstant, to: DayOrInstant, reason: textInLines(500) })
  .refine(({ from, to }) => startOf(from) < endOf(to), { path: ['to'], error: 'period-backwards' })

/** When an agency takes nothing: an election, an inventory. Replaces what was there. */
export const Calendar = z.strictObject({ closed: z.array(ClosedPeriod).max(100) })

/** While `from <= now < until` nothing is sent. */
export type Closing = { readonly from: Date; readonly until: Date; readonly reason: string }

export const closingsOf = ({ closed }: z.output<typeof Calendar>): readonly Closing[] =>
  closed.map(({ from, to, reason }) => ({ from: startOf(from), until: endOf(to), reason }))

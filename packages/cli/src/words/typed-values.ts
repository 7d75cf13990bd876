import { readDay } from '@unefois/quebec/calendar-day.ts'
import { startOfQuebecDay } from '@unefois/quebec/quebec-time.ts'
import type { GivenOptions } from './given-options.ts'
import { misuse } from './misuse.ts'
import type { ValueName } from './option-table.ts'

export type Bounds = { readonly min: number; readonly max: number }

/** A whole number within bounds, or undefined when the option was not given. */
export const wholeNumber = (
  options: GivenOptions,
  name: ValueName,
  { min, max }: Bounds,
): number | undefined => {
  const typed = options.value(name)
  if (typed === undefined) return undefined
  const number = /^\d{1,9}$/.test(typed) ? Number(typed) : NaN
  if (!(number >= min && number <= max))
    throw misuse('failure.not-a-number', { option: name, value: typed, min, max })
  return number
}

const unitMs = { s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000, j: 86_400_000 } as const
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/

/**
 * An instant, as ISO 8601 in UTC: `2026-11-22` (its beginning in Québec), `2026-11-22T09:30:00-05:00`, or how long ago:
 * `45min`, `2h`, `3d` (`3j`).
 */
export const instantOf = (options: GivenOptions, name: ValueName, now: Date): string | undefined => {
  const typed = options.value(name)
  if (typed === undefined) return undefined
  if (readDay(typed) !== null) return startOfQuebecDay(typed).toISOString()
  const ago = /^(?<count>\d{1,6})(?<unit>s|min|h|d|j)$/.exec(typed)?.groups
  if (ago !== undefined)
    return new Date(
      now.getTime() - Number(ago['count']) * unitMs[ago['unit'] as keyof typeof unitMs],
    ).toISOString()
  if (!instant.test(typed) || Number.isNaN(Date.parse(typed)))
    throw misuse('failure.not-an-instant', { option: name, value: typed })
  return new Date(typed).toISOString()
}

/** `a,b,c`, or undefined when the option was not given. */
export const listOf = (options: GivenOptions, name: ValueName): readonly string[] | undefined =>
  options
    .value(name)
    ?.split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')

/** The reason of a decision, without which nothing is decided. */
export const reasonOf = (options: GivenOptions): string => {
  const reason = options.value('reason')?.trim()
  if (reason === undefined || reason === '') throw misuse('failure.reason-missing')
  return reason
}

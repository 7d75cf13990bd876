import { addMonths, readDay, writeDay } from './calendar-day.ts'

/**
 * Québec's clock is that of America/Toronto in the tz database (the far Côte-Nord keeps Atlantic time all year,
 * but the law's day is that of the government). One formatter: making one costs far more than using it.
 */
const quebecClock = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/Toronto',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
})

type WallClock = Partial<Record<Intl.DateTimeFormatPartTypes, number>>

const wallClockAt = (instant: Date): WallClock =>
  Object.fromEntries(quebecClock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]))

const hourMs = 3_600_000
/** Clocks change on the hour, and formatting costs 20 µs: what was found for an hour is kept, some years of them. */
const offsets = new Map<number, number>()
const offsetsKept = 30_000

const readOffset = (instant: number): number => {
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = wallClockAt(new Date(instant))
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000
}

/** How far Québec's clock is ahead of UTC at an instant, in milliseconds (negative). */
const offsetAt = (instant: number): number => {
  const hour = Math.floor(instant / hourMs)
  const offset = offsets.get(hour) ?? readOffset(instant)
  if (offsets.size > offsetsKept) offsets.clear()
  offsets.set(hour, offset)
  return offset
}

/** The calendar day in Québec, `YYYY-MM-DD`, at an instant. */
export const quebecDayOf = (instant: Date): string => {
  const local = new Date(instant.getTime() + offsetAt(instant.getTime()))
  return writeDay(local.getUTCFullYear(), local.getUTCMonth() + 1, local.getUTCDate())
}

/**
 * The instant at which a day (`YYYY-MM-DD`) begins in Québec. Clocks change at two in the morning, so midnight
 * exists and is unique on every day since 1975; the offset is taken at midnight itself, not at the day's noon.
 * Throws a RangeError on what is not a day.
 */
export const startOfQuebecDay = (day: string): Date => {
  const parts = readDay(day)
  if (parts === null) throw new RangeError('not a calendar day')
  const midnightUtc = Date.UTC(parts[0], parts[1] - 1, parts[2])
  const guess = midnightUtc - offsetAt(midnightUtc)
  return new Date(midnightUtc - offsetAt(guess))
}

/** Full years on a day. Born on 29 February: a year older on 1 March of common years. */
export const ageOn = (birthDate: string, day: string): number => {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** The first and last day that a declaration filed today may take effect: one year back, three months ahead. */
export const effectiveDateWindow = (today: string): { readonly first: string; readonly last: string } => ({
  first: addMonths(today, -12),
  last: addMonths(today, 3),
})

/** Days are `YYYY-MM-DD` strings of years 0001–9999: they compare and sort as text. */
const shape = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/

const pad = (number: number, width: number): string => String(number).padStart(width, '0')

const daysInMonth = (year: number, month: number): number => {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** Year, month (1–12) and day of a day that exists; null for `2026-02-30` and whatever is not a day. */
export const readDay = (text: string): readonly [year: number, month: number, day: number] | null => {
  const match = shape.exec(text)
  if (match === null) return null
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const exists = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  return exists ? [year, month, day] : null
}

export const writeDay = (year: number, month: number, day: number): string =>
  `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`

/** The same day of another month, or its last day where it is shorter. Throws on what is not a day. */
export const addMonths = (day: string, months: number): string => {
  const parts = readDay(day)
  if (parts === null) throw new RangeError('not a calendar day')
  const count = parts[0] * 12 + (parts[1] - 1) + months
  const [year, month] = [Math.floor(count / 12), (count % 12) + 1]
  return writeDay(year, month, Math.min(parts[2], daysInMonth(year, month)))
}

/** How many days `to` lies after `from` (negative when before). Throws on what is not a day. */
export const daysBetween = (from: string, to: string): number => {
  const [first, last] = [readDay(from), readDay(to)]
  if (first === null || last === null) throw new RangeError('not a calendar day')
  const [start, end] = [first, last].map(([year, month, day]) => Date.UTC(year, month - 1, day)) as [
    number,
    number,
  ]
  return Math.round((end - start) / 86_400_000)
}

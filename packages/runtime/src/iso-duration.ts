const pattern =
  /^P(?=.)(?:(?<days>\d{1,5})D)?(?:T(?=\d)(?:(?<hours>\d{1,6})H)?(?:(?<minutes>\d{1,7})M)?(?:(?<seconds>\d{1,9}(?:\.\d{1,3})?)S)?)?$/

const milliseconds = { days: 86_400_000, hours: 3_600_000, minutes: 60_000, seconds: 1000 } as const
const units = Object.keys(milliseconds) as (keyof typeof milliseconds)[]

/**
 * Milliseconds of an ISO 8601 duration in days, hours, minutes and seconds (`PT1H30M`, `P2D`, `PT0.5S`); null
 * when it is none. Years, months and weeks are refused: the first two have no fixed length, and nobody here
 * waits for weeks.
 */
export const isoDuration = (text: string): number | null => {
  const groups = pattern.exec(text)?.groups
  if (!groups) return null
  const sum = units.reduce((total, unit) => total + Number(groups[unit] ?? 0) * milliseconds[unit], 0)
  return Math.round(sum)
}

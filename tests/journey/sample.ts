import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export type SampleName =
  | 'address-change.one-person'
  | 'address-change.household'
  | 'birth.registered'
  | 'birth.awaiting-act'
  | 'death.registered'

/** The day as which the samples' dates are read. */
const filedOn = '2026-11-22'
const dayMs = 86_400_000

/** A day in Québec, `days` from today, `YYYY-MM-DD`. */
export const dayFromToday = (days: number): string => {
  const today = new Date().toLocaleDateString('en-CA', { timeZone: 'America/Toronto' })
  return new Date(Date.parse(today) + days * dayMs).toISOString().slice(0, 10)
}

/** A sample as it stands, but filed today: the days of 2026 keep their distance. */
export const sample = (name: SampleName): Record<string, unknown> => {
  const text = readFileSync(join(import.meta.dirname, 'samples', `${name}.json`), 'utf8')
  const shifted = text.replaceAll(/"(2026-\d\d-\d\d)"/g, (_, day: string) =>
    JSON.stringify(dayFromToday(Math.round((Date.parse(day) - Date.parse(filedOn)) / dayMs))),
  )
  return JSON.parse(shifted) as Record<string, unknown>
}

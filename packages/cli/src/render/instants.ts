const clock = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/Toronto',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** An instant (ISO 8601) on Québec's clock, `2026-11-22 09:30:05`; a dash for none. */
export const quebecTime = (instant: string | null): string => {
  if (instant === null) return '–'
  const parts = Object.fromEntries(
    clock.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]),
  )
  return `${parts['year']}-${parts['month']}-${parts['day']} ${parts['hour']}:${parts['minute']}:${parts['second']}`
}

/** An age in seconds by its two largest units: `45 s`, `12 min`, `3 h 05`, `2 d 4 h`. */
export const age = (seconds: number | null, day: string): string => {
  if (seconds === null) return '–'
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min`
  const hours = Math.floor(whole / 3600)
  if (hours < 24) return `${hours} h ${String(Math.floor((whole % 3600) / 60)).padStart(2, '0')}`
  return `${Math.floor(hours / 24)} ${day} ${hours % 24} h`
}

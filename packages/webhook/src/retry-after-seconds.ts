// The three forms of RFC 9110 §5.6.7 begin with a day's name; `Date.parse` alone would take "5.5" for a date.
const httpDate = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /

/**
 * Seconds to wait, from a `Retry-After` header in either of its forms (RFC 9110 §10.2.3): seconds, or a date,
 * which counts from `now`. A date in the past is 0; what cannot be read is null.
 */
export const retryAfterSeconds = (header: string | undefined, now: Date): number | null => {
  const text = header?.trim() ?? ''
  if (/^\d+$/.test(text)) return Math.min(Number(text), Number.MAX_SAFE_INTEGER)
  if (!httpDate.test(text)) return null
  // The asctime form names no zone; the standard means GMT in all three.
  const at = Date.parse(/GMT$/.test(text) ? text : `${text} GMT`)
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now.getTime()) / 1000))
}

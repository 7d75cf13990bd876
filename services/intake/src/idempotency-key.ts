import { Refusal } from '@unefois/domain/refusal.ts'

const longest = 255
const printable = /^[\x20-\x7e]+$/

/**
 * The `Idempotency-Key` of a request: a structured-field string (`"…"`, IETF httpapi draft 07) or bare, as most
 * clients send it; both mean the same key. 1 to 255 printable ASCII characters.
 */
export const readIdempotencyKey = (header: string | readonly string[] | undefined): string => {
  if (header === undefined || header.length === 0) throw new Refusal('idempotency-key-missing')
  if (typeof header !== 'string') throw new Refusal('idempotency-key-invalid')
  const trimmed = header.trim()
  const quoted = /^"((?:[^"\\]|\\["\\])*)"$/.exec(trimmed)
  const key = quoted ? (quoted[1] ?? '').replace(/\\(["\\])/g, '$1') : trimmed
  if (key === '') throw new Refusal('idempotency-key-missing')
  if (key.length > longest || !printable.test(key)) throw new Refusal('idempotency-key-invalid')
  return key
}

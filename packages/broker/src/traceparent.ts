import { randomBytes } from 'node:crypto'

/** A new trace (W3C Trace Context, version 00, sampled). */
export const newTraceparent = (): string => {
  const random = randomBytes(24).toString('hex')
  return `00-${random.slice(0, 32)}-${random.slice(32)}-01`
}

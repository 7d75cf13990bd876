import { randomBytes } from 'node:crypto'

const valid = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/

/** The `traceparent` to hand on (W3C Trace Context): the caller's own when it is well formed, else a new one. */
export const traceparent = (
  header: string | undefined,
  bytes: (size: number) => Buffer = randomBytes,
): string =>
  header !== undefined && valid.test(header)
    ? header
    : `00-${bytes(16).toString('hex')}-${bytes(8).toString('hex')}-00`

import { z } from 'zod'

/** An instant with its offset (RFC 3339), e.g. `2026-06-20T14:03:00-04:00`. */
export const FiledInstant = z.iso.datetime({
  offset: true,
  error: ({ code }) => (code === 'invalid_format' ? 'instant-invalid' : undefined),
})

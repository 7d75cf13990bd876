import { z } from 'zod'

/** What declarations of every kind say. */
export const filedBase = {
  channel: z.enum(['web', 'phone', 'counter', 'registry', 'api']),
  /** Of the notices to the declarant. */
  language: z.enum(['fr', 'en']),
}

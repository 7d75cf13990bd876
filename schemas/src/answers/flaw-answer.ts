import { z } from 'zod'

/** One thing wrong with the input, or doubtful: where, which rule, and the sentence for it. */
export const FlawAnswer = z.object({
  /** RFC 6901; empty for the whole body. */
  pointer: z.string(),
  code: z.string(),
  detail: z.string(),
})

import { z } from 'zod'
import { FlawAnswer } from './flaw-answer.ts'

/** `application/problem+json` (RFC 9457), with a stable code and, for invalid input, every flaw. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  instance: z.string(),
  code: z.string(),
  errors: z.array(FlawAnswer).optional(),
})

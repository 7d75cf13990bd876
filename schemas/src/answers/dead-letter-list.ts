import { z } from 'zod'

/** A record that an agency's consumer could not read, and what became of it. */
export const DeadLetterAnswer = z.object({
  id: z.uuid(),
  agency: z.string(),
  /** `headers`: it says nothing that we understand; `content`: its declaration's key does not open it. */
  cause: z.string(),
  topic: z.string(),
  partition: z.int().min(0),
  offset: z.int().min(0),
  recordedAt: z.iso.datetime(),
  state: z.enum(['listed', 'put-back', 'set-aside']),
})

export const DeadLetterList = z.object({ items: z.array(DeadLetterAnswer), next: z.string().nullable() })

import { z } from 'zod'

/** What a decision on one thing is answered with. */
export const DoneAnswer = z.object({ id: z.string() })

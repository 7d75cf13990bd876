import { z } from 'zod'

/** A stable code and the sentence for it, in the language of the answer. */
export const Explained = z.object({ code: z.string(), text: z.string() })

import { z } from 'zod'
import { Notice } from '../notice.ts'

/** The next notices of an agency's feed; `next` is what to ask for after them, null as long as there was none ever. */
export const FeedPage = z.object({ items: z.array(Notice), next: z.string().nullable() })

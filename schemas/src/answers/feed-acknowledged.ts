import { deliveryStates } from '@unefois/domain/delivery.ts'
import { z } from 'zod'
import { Problem } from './problem.ts'

/** What became of each acknowledgement, in the order in which they were given. */
export const FeedAcknowledged = z.object({
  items: z.array(
    z.union([
      z.object({ id: z.string(), state: z.enum(deliveryStates) }),
      z.object({ id: z.string().nullable(), problem: Problem }),
    ]),
  ),
})

import { kinds } from '@unefois/domain/declarations/declaration.ts'
import { subscriptionStates } from '@unefois/domain/subscription.ts'
import { z } from 'zod'

/** Every agency with where it receives and what it wishes to hear. */
export const PartnerList = z.object({
  items: z.array(
    z.object({
      agency: z.string(),
      name: z.object({ fr: z.string(), en: z.string() }),
      standing: z.enum(['agency', 'partner']),
      endpoints: z.array(
        z.object({
          id: z.uuid(),
          url: z.string(),
          state: z.enum(['active', 'unverified', 'paused']),
          pausedBecause: z.string().nullable(),
          createdAt: z.iso.datetime(),
        }),
      ),
      subscriptions: z.array(
        z.object({
          id: z.uuid(),
          kinds: z.array(z.enum(kinds as [string, ...string[]])),
          state: z.enum(subscriptionStates),
        }),
      ),
    }),
  ),
  next: z.null(),
})

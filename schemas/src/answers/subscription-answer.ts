import { attributes } from '@unefois/domain/attribute.ts'
import { kinds } from '@unefois/domain/declarations/declaration.ts'
import { subscriptionStates } from '@unefois/domain/subscription.ts'
import { z } from 'zod'

/** What a partner wishes to hear. Null: no limit but the agreement's. */
export const SubscriptionAnswer = z.object({
  id: z.uuid(),
  kinds: z.array(z.enum(kinds as [string, ...string[]])),
  purpose: z.string(),
  attributes: z.array(z.enum(attributes)).nullable(),
  filter: z.object({
    municipalities: z.array(z.string()).nullable(),
    provinces: z.array(z.string()).nullable(),
  }),
  state: z.enum(subscriptionStates),
  createdAt: z.iso.datetime(),
})

export const SubscriptionList = z.object({ items: z.array(SubscriptionAnswer), next: z.null() })

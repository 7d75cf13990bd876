import { attributes } from '@unefois/domain/attribute.ts'
import { kinds } from '@unefois/domain/declarations/declaration.ts'
import { subscriptionStates } from '@unefois/domain/subscription.ts'
import { z } from 'zod'
import { text, textInLines } from '../filing/text.ts'

const fields = {
  kinds: z
    .array(z.enum(kinds as [string, ...string[]]))
    .min(1)
    .max(kinds.length),
  /** In the partner's own words, for the register of communications. */
  purpose: textInLines(500),
  /** All that the agreement allows when absent; else at least what the payload cannot go without. */
  attributes: z.array(z.enum(attributes)).min(1).max(attributes.length),
  /** Where it must lie: the new address of a move, a parent's domicile of a birth, the last one of a death. */
  filter: z.strictObject({
    municipalities: z.array(text(100)).min(1).max(200).optional(),
    provinces: z
      .array(z.string().regex(/^[A-Z]{2}$/, { error: 'province-format' }))
      .min(1)
      .max(13)
      .optional(),
  }),
  state: z.enum(subscriptionStates),
}

/** What a partner wishes to hear, within its agreement. */
export const SubscriptionRequest = z.strictObject({
  kinds: fields.kinds,
  purpose: fields.purpose,
  attributes: fields.attributes.nullish(),
  filter: fields.filter.nullish(),
  state: fields.state.optional(),
})

/** Only what is to change; null takes a limit away. */
export const SubscriptionPatch = z.strictObject({
  kinds: fields.kinds.optional(),
  purpose: fields.purpose.optional(),
  attributes: fields.attributes.nullish(),
  filter: fields.filter.nullish(),
  state: fields.state.optional(),
})

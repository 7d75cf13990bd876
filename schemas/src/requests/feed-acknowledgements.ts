import type { Acknowledgement } from '@unefois/domain/acknowledgement.ts'
import type { Flaw } from '@unefois/domain/refusal.ts'
import { z } from 'zod'
import { AcknowledgementBody, parseAcknowledgement } from '../acknowledgement.ts'
import { type Parsed, parsed } from '../parsed.ts'

/** Business answers to many deliveries at once, as they were read from the feed. */
export const FeedAcknowledgements = z.object({
  items: z
    .array(z.object({ id: z.string() }).and(AcknowledgementBody))
    .min(1)
    .max(500),
})

const List = z.object({ items: z.array(z.unknown()).min(1).max(500) })

/** One item as it was understood; each is judged by itself. */
export type FeedAcknowledgement = {
  /** As given; null when there was none. */
  readonly id: string | null
  readonly given: Parsed<Acknowledgement>
}

const idOf = (item: unknown): string | null =>
  typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'string' ? item.id : null

/** Not well-formed as a list: flaws of the whole. Else one reading an item, whose flaws point into the whole. */
export const parseFeedAcknowledgements = (value: unknown): Parsed<readonly FeedAcknowledgement[]> => {
  const list = parsed(List, value)
  if (!list.ok) return list
  const within = (place: number, flaws: readonly Flaw[]): readonly Flaw[] =>
    flaws.map(({ pointer, code }) => ({ pointer: `/items/${place}${pointer}`, code }))
  return {
    ok: true,
    value: list.value.items.map((item, place): FeedAcknowledgement => {
      const id = idOf(item)
      const given = parseAcknowledgement(item)
      const flaws = [
        ...(id === null ? [{ pointer: '/id', code: 'required' }] : []),
        ...(given.ok ? [] : given.flaws),
      ]
      return { id, given: given.ok && id !== null ? given : { ok: false, flaws: within(place, flaws) } }
    }),
  }
}

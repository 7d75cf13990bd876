import type { DeliveryId, PersonId } from '@unefois/domain/ids.ts'
import type { DueDelivery } from './ports/deliveries.ts'

/** A delivery as it was opened a moment ago, due, and the first of its person. */
export type FreshDelivery = Omit<DueDelivery, 'epoch' | 'attempts' | 'retries'>

/**
 * From an agency's consumer straight to its lanes, when both run in one program: what was just written need not be
 * read back. A hint like any other: what is not taken from here is found in the table.
 */
export type FreshDeliveries = {
  /** What is about to be written, until the function that it returns is called: the table need not be asked for it. */
  announce(ids: readonly DeliveryId[]): () => void
  announced(): readonly DeliveryId[]
  /** Somebody of these died: what waits for them is left to the table, which knows what the death holds. */
  drop(persons: readonly PersonId[]): void
  /** Whose work was dropped since the last call. */
  dropped(): ReadonlySet<PersonId>
  /** False unless the lanes beside own all of them and will look: then others need a hint. */
  hand(deliveries: readonly FreshDelivery[]): boolean
  /** Everything handed since the last call; what is not taken in hand then is forgotten here. */
  take(): readonly FreshDelivery[]
  /** The lanes beside: which shards they own, and how they are called when something is handed. */
  serve(lanes: { owns(shard: number): boolean; call(): void }): void
}

/** What the lanes cannot take at once is a backlog, and better read in order. */
const kept = 1_000

export const freshDeliveries = (): FreshDeliveries => {
  const announced = new Set<readonly DeliveryId[]>()
  let waiting: FreshDelivery[] = []
  let dropped = new Set<PersonId>()
  let lanes: Parameters<FreshDeliveries['serve']>[0] | null = null
  return {
    announce: (ids) => {
      announced.add(ids)
      return () => void announced.delete(ids)
    },
    announced: () => [...announced].flat(),
    drop: (persons) => {
      for (const person of persons) dropped.add(person)
      waiting = waiting.filter(({ person }) => !dropped.has(person))
    },
    dropped: () => {
      const persons = dropped
      dropped = new Set()
      return persons
    },
    hand: (deliveries) => {
      if (deliveries.length === 0) return true
      if (lanes === null || waiting.length + deliveries.length > kept) return false
      waiting.push(...deliveries)
      lanes.call()
      return deliveries.every(({ shard }) => lanes?.owns(shard) ?? false)
    },
    take: () => {
      const taken = waiting
      waiting = []
      return taken
    },
    serve: (served) => {
      lanes = served
    },
  }
}

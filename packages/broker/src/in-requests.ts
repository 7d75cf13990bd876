import type { DueDelivery } from './ports/deliveries.ts'

/** By how much the batches of what has failed shrink at each try, so that one bad notice does not take others along. */
const shrinking = 4

/**
 * Which deliveries go in one request. What has never failed goes in batches of the size that the endpoint asked for;
 * what has failed goes with others that failed as often, in ever smaller ones, and soon alone.
 */
export const inRequests = (
  deliveries: readonly DueDelivery[],
  batchSize: number,
): readonly (readonly DueDelivery[])[] => {
  if (batchSize <= 1) return deliveries.map((delivery) => [delivery])
  const byRetries = Map.groupBy(deliveries, ({ retries }) => retries)
  return [...byRetries].flatMap(([retries, alike]) => {
    const size = Math.max(1, Math.floor(batchSize / shrinking ** retries))
    return Array.from({ length: Math.ceil(alike.length / size) }, (_, i) =>
      alike.slice(i * size, (i + 1) * size),
    )
  })
}

import { promisesOf } from '../journey/promises-of.ts'
import type { Stage } from '../journey/stage.ts'
import { untilDelivered } from '../journey/until-delivered.ts'
import type { Filings } from '../programs/filer.ts'
import { percentile } from '../statistics.ts'

/** From the client's 202 to a delivery's first arrival at its agency, milliseconds. */
export type Arrival = { readonly p50Ms: number; readonly p95Ms: number; readonly p99Ms: number }

const perSecond = 50

/** One delivery's accepted → arrived; below 0 when the agency had it before the declarant had the answer. */
export const waitsOf = (
  filings: readonly Filings[],
  firstAt: ReadonlyMap<string, number>,
  isMeant: (agency: string) => boolean = () => true,
): readonly number[] =>
  filings.flatMap(({ accepted }) =>
    accepted.flatMap(({ acceptedAt, told }) =>
      told
        .filter(({ agency }) => isMeant(agency))
        .map(({ delivery }) => (firstAt.get(delivery) ?? Number.POSITIVE_INFINITY) - acceptedAt),
    ),
  )

export const percentilesOf = (waits: readonly number[]): Arrival => ({
  p50Ms: percentile(waits, 0.5),
  p95Ms: percentile(waits, 0.95),
  p99Ms: percentile(waits, 0.99),
})

/** When each delivery first arrived, of everything since the receiver's last `takeArrivals`; it keeps them. */
export const firstArrivals = async ({
  receiver,
}: Pick<Stage, 'receiver'>): Promise<ReadonlyMap<string, number>> => {
  const { deliveries, at } = await receiver.ask('arrivals')
  const firstAt = new Map<string, number>()
  for (const [i, delivery] of deliveries.entries())
    if (!firstAt.has(delivery)) firstAt.set(delivery, at[i] ?? Number.NaN)
  return firstAt
}

/**
 * Declarations of one person each at a constant rate, whatever becomes of those before. Resolves with all that was
 * filed, the warm-up included.
 */
export const measureArrival = async (
  stage: Stage,
  plan: { readonly warmUpSeconds: number; readonly seconds: number },
): Promise<{ readonly filings: readonly Filings[]; readonly arrival: Arrival }> => {
  const { filer } = stage
  await filer.ask('prepare', perSecond * (plan.warmUpSeconds + plan.seconds))
  const warmUp = await filer.ask('arrive', perSecond, plan.warmUpSeconds)
  const measured = await filer.ask('arrive', perSecond, plan.seconds)
  const filings = [warmUp, measured]
  await untilDelivered(stage, filings.flatMap(promisesOf).length)
  return { filings, arrival: percentilesOf(waitsOf([measured], await firstArrivals(stage))) }
}

import type { Foundations } from '@unefois/assembly/open-foundations.ts'
import { openDeliveries } from '@unefois/broker/2-open-deliveries.ts'
import { attemptDeliveries } from '@unefois/broker/3-attempt-deliveries.ts'
import { callFeedReaders } from '@unefois/broker/call-feed-readers.ts'
import { type FreshDeliveries, freshDeliveries } from '@unefois/broker/fresh-deliveries.ts'
import { keepLanes, laneLeaseMs } from '@unefois/broker/keep-lanes.ts'
import { pauseFailing } from '@unefois/broker/pause-failing.ts'
import type { Endpoints } from '@unefois/broker/ports/endpoints.ts'
import type { Subscription } from '@unefois/broker/ports/event-log.ts'
import { probeEndpoints } from '@unefois/broker/probe-endpoints.ts'
import { personEventReader } from '@unefois/broker/read-person-event.ts'
import { remindOverdue } from '@unefois/broker/remind-overdue.ts'
import { settleActs } from '@unefois/broker/settle-acts.ts'
import { topicPartitions, topics } from '@unefois/broker/topics.ts'
import { watchAgencies } from '@unefois/broker/watch-agencies.ts'
import { watchConfirmations } from '@unefois/broker/watch-confirmations.ts'
import type { Agency } from '@unefois/domain/agency.ts'
import { failureOf } from '@unefois/domain/failure-of.ts'
import { quebecDayOf } from '@unefois/quebec/quebec-time.ts'
import type { Journal } from '@unefois/runtime/journal.ts'
import type { Metrics } from '@unefois/runtime/metrics.ts'
import { agencyGroups } from '@unefois/store/agency-groups.ts'
import { deliveryWork } from '@unefois/store/deliveries-store.ts'
import { lanesStore } from '@unefois/store/lanes-store.ts'
import { askEndpoint } from '@unefois/webhook/ask-endpoint.ts'
import { guardedSender } from '@unefois/webhook/guarded-sender.ts'
import { measuredWatch } from './measured-watch.ts'
import { readAnswer } from './read-answer.ts'

export type DeliveryParts = {
  readonly foundations: Foundations
  readonly journal: Journal
  readonly metrics: Metrics
  readonly agencies: readonly Agency[]
  readonly endpoints: Endpoints
  /** Networks in which any agency's endpoint may lie. */
  readonly allowedNetworks: readonly string[]
  readonly publicUrl: string
  readonly breaker: 'on' | 'off'
}

export type Delivery = {
  /** False while a consumer has lost touch with the log. */
  healthy(): boolean
  stop(): Promise<void>
}

/** Records a consumer takes at once: some 50 ms of work, far below any session's time-out. */
const recordsAtOnce = 200

/** Steps 2 and 3 for every agency: one consumer group and one set of lanes each. */
export const startDelivery = async (parts: DeliveryParts): Promise<Delivery> => {
  const { foundations, journal, agencies } = parts
  const { pool, hotPool, log, worker } = foundations
  const sender = guardedSender()
  const ids = agencies.map(({ id }) => id)
  const stopping = new AbortController()
  const lanes = keepLanes(
    {
      lanes: lanesStore(pool, laneLeaseMs, foundations.presence),
      journal,
      onTaken: (agency) => foundations.wakeUps.signal(`work:${agency}`),
    },
    worker,
    ids,
  )
  const seen = watchAgencies({ ...foundations, journal }, worker)
  const watch = measuredWatch(parts.metrics, seen)
  for (const [topic, partitions] of topicPartitions) await log.ensureTopic(topic, partitions)

  const called = callFeedReaders(deliveryWork(hotPool), foundations.wakeUps, ids)
  const { work } = called
  const fresh = new Map(ids.map((id) => [id, freshDeliveries()]))
  const freshOf = ({ id }: Agency): FreshDeliveries => fresh.get(id) ?? freshDeliveries()
  const subscriptions = await subscribeAll(parts, work, freshOf)
  const attempting = agencies.map((agency) =>
    attemptDeliveries(
      {
        ...foundations,
        ...parts,
        work,
        fresh: freshOf(agency),
        sender,
        watch,
        random: Math.random,
        readAnswer,
        ownedLanes: () => lanes.owned(agency.id),
      },
      agency,
      stopping.signal,
    ),
  )
  const keeping = lanes.run(stopping.signal)
  const settling = settleActs(
    { ...foundations, agencies, journal, today: () => quebecDayOf(foundations.clock.now()) },
    stopping.signal,
  )
  const seeing = seen.run(stopping.signal)
  const reminding = remindOverdue({ ...foundations, ...parts, sender }, agencies, stopping.signal)
  const watching = watchConfirmations({ ...foundations, journal }, stopping.signal)
  const pausing = pauseFailing({ ...foundations, journal }, stopping.signal)
  const probing = probeEndpoints(
    { ...foundations, ...parts, ask: askEndpoint, origin: new URL(parts.publicUrl).hostname },
    stopping.signal,
  )

  return {
    healthy: () => subscriptions.every((subscription) => subscription.healthy()),
    stop: async () => {
      await Promise.all(subscriptions.map((subscription) => subscription.stop()))
      stopping.abort()
      await Promise.all([...attempting, keeping, settling, seeing, watching, pausing, probing, reminding])
      called.end()
      await lanes.release()
      await sender.close()
    },
  }
}

const subscribeAll = async (
  { foundations, journal, agencies, publicUrl }: DeliveryParts,
  work: ReturnType<typeof deliveryWork>,
  freshOf: (agency: Agency) => FreshDeliveries,
): Promise<readonly Subscription[]> => {
  const { pool, log } = foundations
  const readPersonEvent = personEventReader(foundations.vault)
  const groups = await agencyGroups(
    pool,
    agencies.map(({ id }) => id),
  )
  return Promise.all(
    agencies.map((agency) =>
      log.subscribe(
        {
          group: `unefois.${agency.id}`,
          topic: topics.declarations,
          from: groups.get(agency.id) ?? 'beginning',
          maxRecords: recordsAtOnce,
          onFailure: (error) =>
            journal.alarm('log.failure', {
              group: `unefois.${agency.id}`,
              topic: topics.declarations,
              ...failureOf(error),
            }),
        },
        openDeliveries(
          { ...foundations, journal, publicUrl, work, readPersonEvent, fresh: freshOf(agency) },
          agency,
        ),
      ),
    ),
  )
}

import { judgeAttempt } from '@unefois/broker/judge-attempt.ts'
import type { DeliveryWork, DueDelivery, Lane } from '@unefois/broker/ports/deliveries.ts'
import type { SendResult } from '@unefois/broker/ports/sender.ts'
import type { Agency } from '@unefois/domain/agency.ts'
import type { DeliveryId } from '@unefois/domain/ids.ts'
import { readAnswer } from '@unefois/service-delivery/read-answer.ts'

/** How an attempt ends for whoever sent it. */
export type Ending = 'accepted' | 'received' | 'failed'

const sentAs = (ending: Ending, arrived: boolean): SendResult => {
  const body = ending === 'accepted' ? JSON.stringify({ outcome: 'accepted', reference: 'R-1' }) : ''
  return {
    status: ending === 'failed' ? null : 200,
    failure: ending !== 'failed' ? null : arrived ? 'timed-out' : 'connection-refused',
    body: Buffer.from(body),
    retryAfterSeconds: null,
    asks: null,
    durationMs: 1,
  }
}

type UnderWay = { readonly delivery: DueDelivery; arrived: boolean }

/** One owner of an agency's lanes, taken apart: what its sender does at once is several steps here. */
export const laneOwner = (
  work: DeliveryWork,
  agency: Agency,
  { lanes, hear }: { readonly lanes: readonly Lane[]; readonly hear: (delivery: DueDelivery) => void },
) => {
  const underWay = new Map<DeliveryId, UnderWay>()
  const oldest = (ready: (one: UnderWay) => boolean): UnderWay | undefined =>
    [...underWay.values()].find(ready)

  const arrive = (one: UnderWay | undefined): void => {
    if (one === undefined) return
    one.arrived = true
    hear(one.delivery)
  }

  return {
    lanes,
    inHand: (): ReadonlySet<DeliveryId> => new Set(underWay.keys()),
    /** Reads what is due and begins to send it. */
    take: async (mine: (delivery: DueDelivery) => boolean): Promise<readonly DueDelivery[]> => {
      const due = (await work.due(lanes, [...underWay.keys()], 500)).filter(mine)
      for (const delivery of due) underWay.set(delivery.id, { delivery, arrived: false })
      return due
    },
    /** The oldest request gets through, and its answer is still to come. */
    arrive: (): void => arrive(oldest(({ arrived }) => !arrived)),
    /** The oldest request ends, and its result is recorded. */
    finish: async (ending: Ending): Promise<void> => {
      const one = oldest(() => true)
      if (one === undefined) return
      if (ending !== 'failed' && !one.arrived) arrive(one)
      const { delivery, arrived } = one
      const sent = sentAs(ending, arrived)
      const now = new Date()
      const judging = {
        now,
        random: () => 0.5,
        limits: agency.limits,
        endpoint: { id: null },
        readAcknowledgement: readAnswer.one,
      }
      const attempt = {
        startedAt: now,
        durationMs: 1,
        status: sent.status,
        failure: sent.failure,
        answer: null,
      }
      await work.record(agency.id, [{ delivery, attempt, then: judgeAttempt(delivery, sent, judging) }])
      underWay.delete(delivery.id)
    },
  }
}

export type LaneOwner = ReturnType<typeof laneOwner>

import type { AttemptResult, DueDelivery, Lane, MetEvent } from '@unefois/broker/ports/deliveries.ts'
import type { DeliveryId, PersonId } from '@unefois/domain/ids.ts'
import type { Pool } from 'pg'
import { deliveriesStore, deliveryWork } from './deliveries-store.ts'
import { aDeclaration, aMetEvent, aPerson, saaq } from './stored-for-tests.ts'

export const received = { go: 'received', acknowledgeBy: new Date(Date.now() + 60_000) } as const
export const accepted = {
  go: 'acknowledged',
  acknowledgement: { outcome: 'accepted', reference: 'R-1' },
  acknowledgeBy: new Date(),
} as const
export const parks = { go: 'park', reason: 'timed-out' } as const
/** In five minutes. */
export const retries = { go: 'retry', at: new Date(Date.now() + 300_000), reason: 'timed-out' } as const

const result = (delivery: DueDelivery, then: AttemptResult['then']): AttemptResult => {
  const failed = then.go === 'park' || then.go === 'retry'
  return {
    delivery,
    attempt: {
      startedAt: new Date(),
      durationMs: 3,
      status: failed ? null : 200,
      failure: failed ? 'timed-out' : null,
      answer: null,
    },
    then,
  }
}

/** The SAAQ's lanes driven by hand, as their owner would. */
export const lanesByHand = (pool: Pool, lanes: () => readonly Lane[]) => {
  const work = deliveryWork(pool)
  const deliveries = deliveriesStore(pool)

  const storeDeclaration = async (id: string): Promise<void> => {
    const { reference, wrappedKey } = aDeclaration()
    await pool.query(
      `insert into declarations (id, reference, kind, channel, account, content, submitted_at)
       values ($1, $2, 'address-change', 'web', 'x', '', now()) on conflict do nothing`,
      [id, reference],
    )
    await pool.query(
      'insert into declaration_keys (declaration_id, wrapped_key) values ($1, $2) on conflict do nothing',
      [id, wrappedKey],
    )
  }

  const open = async (events: readonly MetEvent[]): Promise<readonly DeliveryId[]> => {
    for (const { declaration } of events) await storeDeclaration(declaration)
    await work.open(saaq, events)
    return events.flatMap(({ delivery }) => (delivery === null ? [] : [delivery.id]))
  }
  const due = (limit = 500): Promise<readonly DueDelivery[]> => work.due(lanes(), [], limit)
  const record = (sent: readonly DueDelivery[], then: AttemptResult['then']): Promise<void> =>
    work.record(
      saaq,
      sent.map((delivery) => result(delivery, then)),
    )

  return {
    work,
    deliveries,
    open,
    due,
    record,
    /** Sends whatever is due, and again what thereby falls due; ids in the order of sending. */
    sendAll: async (then: AttemptResult['then']): Promise<readonly DeliveryId[]> => {
      const sent: DeliveryId[] = []
      for (let batch = await due(); batch.length > 0; batch = await due()) {
        await record(batch, then)
        sent.push(...batch.map(({ id }) => id))
      }
      return sent
    },
    /** So many persons, each with one parked delivery. */
    park: async (count: number): Promise<readonly DeliveryId[]> => {
      const ids = await open(Array.from({ length: count }, () => aMetEvent(aPerson(), 1n)))
      await record(
        (await due()).filter(({ id }) => ids.includes(id)),
        parks,
      )
      return ids
    },
    stateOf: async (id: DeliveryId) => (await deliveries.find(id))?.delivery,
    attemptsOf: async (id: DeliveryId) => (await deliveries.find(id))?.attempts.length,
    parkedPerson: async (moves: number): Promise<{ person: PersonId; ids: readonly DeliveryId[] }> => {
      const person = aPerson()
      const ids = await open(Array.from({ length: moves }, (_, i) => aMetEvent(person, BigInt(i + 1))))
      await record(
        (await due()).filter((one) => one.person === person),
        parks,
      )
      return { person, ids }
    },
  }
}

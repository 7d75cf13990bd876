import { randomBytes, randomUUID } from 'node:crypto'
import type { AttemptResult, MetEvent } from '@unefois/broker/ports/deliveries.ts'
import {
  agencyId,
  type DeclarationId,
  type DeliveryId,
  type PersonEventId,
  type PersonId,
} from '@unefois/domain/ids.ts'
import { deliveryWork } from '@unefois/store/deliveries-store.ts'
import { firstIdOf } from '@unefois/store/history-pieces.ts'
import { lanesStore } from '@unefois/store/lanes-store.ts'
import { migrate } from '@unefois/store/migrate.ts'
import { openPool } from '@unefois/store/pool.ts'
import { databaseUrl } from '../../postgres-for-tests/database-url.ts'

/** Deliveries a second: of each step by itself, and of the three together. */
export type CycleFigures = Readonly<Record<'open' | 'due' | 'record' | 'whole', number>>

export type OpenRecord = {
  readonly pool: ReturnType<typeof openPool>
  /** Opens a batch of deliveries, reads them as due, records them as accepted, by the product's own statements. */
  cycle(): Promise<CycleFigures>
}

/** What a consumer takes at once. */
export const deliveriesACycle = 200
const saaq = agencyId('saaq')
const body = randomBytes(900)

/** A database of its own on that server, migrated, with every lane of one agency owned. */
export const openRecord = async (serverUrl: string, name: string): Promise<OpenRecord> => {
  const url = databaseUrl(serverUrl, name)
  const admin = openPool(serverUrl, { max: 1, applicationName: 'benchmark-history' })
  await admin.query(`create database ${name}`)
  await admin.end()
  await migrate(url)
  const pool = openPool(url, { max: 3, applicationName: 'benchmark-history' })
  const lanes = await lanesStore(pool, 24 * 3_600_000).renew('benchmark', [saaq])
  const work = deliveryWork(pool)
  return {
    pool,
    cycle: async () => {
      const events = Array.from({ length: deliveriesACycle }, anEvent)
      await pool.query(
        `insert into declaration_keys (declaration_id, wrapped_key)
         select id, decode(repeat('00', 60), 'hex') from unnest($1::uuid[]) as id`,
        [events.map(({ declaration }) => declaration)],
      )
      const opening = performance.now()
      await work.open(saaq, events)
      const reading = performance.now()
      const due = await work.due(lanes, [], deliveriesACycle)
      const recording = performance.now()
      await work.record(saaq, due.map(accepted))
      const end = performance.now()
      if (due.length !== deliveriesACycle)
        throw new Error(`${due.length} deliveries were due, not ${deliveriesACycle}`)
      return {
        open: perSecond(reading - opening),
        due: perSecond(recording - reading),
        record: perSecond(end - recording),
        whole: perSecond(end - opening),
      }
    },
  }
}

const perSecond = (ms: number): number => (deliveriesACycle * 1000) / ms

/** Time-ordered, as the product's own are. */
const idNow = (): string => `${firstIdOf(new Date()).slice(0, 14)}7${randomUUID().slice(15)}`

const anEvent = (): MetEvent => ({
  personEvent: idNow() as PersonEventId,
  declaration: idNow() as DeclarationId,
  person: randomUUID() as PersonId,
  personSeq: 1n,
  kind: 'address-change',
  turn: 'declared',
  delivery: { id: idNow() as DeliveryId, holds: [], turn: 'declared', follows: null, freeze: () => body },
})

const accepted = (delivery: AttemptResult['delivery']): AttemptResult => ({
  delivery,
  attempt: { startedAt: new Date(), durationMs: 12, status: 200, failure: null, answer: null },
  then: {
    go: 'acknowledged',
    acknowledgement: { outcome: 'accepted', reference: 'R-1' },
    acknowledgeBy: new Date(),
  },
})

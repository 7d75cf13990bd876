import { randomBytes, randomUUID } from 'node:crypto'
import type { AttemptResult, DeliveryWork, Lane, MetEvent } from '@unefois/broker/ports/deliveries.ts'
import {
  type AgencyId,
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
  /** Opens deliveries, reads them as due, records them as accepted, by the product's own statements. */
  cycle(): Promise<CycleFigures>
}

/** What a consumer takes at once; each of these persons is told to all agencies, as in life. */
const personsACycle = 200
const agencies = ['dge', 'ramq', 'revenu', 'saaq'].map(agencyId)
export const deliveriesACycle = personsACycle * agencies.length
const body = randomBytes(900)

/** A database of its own on that server, migrated, with every lane of one agency owned. */
export const openRecord = async (serverUrl: string, name: string): Promise<OpenRecord> => {
  const url = databaseUrl(serverUrl, name)
  const admin = openPool(serverUrl, { max: 1, applicationName: 'benchmark-history' })
  await admin.query(`create database ${name}`)
  await admin.end()
  await migrate(url)
  const pool = openPool(url, { max: 3, applicationName: 'benchmark-history' })
  const lanes = await lanesStore(pool, 24 * 3_600_000).renew('benchmark', agencies)
  const laneOf = (agency: AgencyId) => lanes.filter((lane) => lane.agency === agency)
  return {
    pool,
    cycle: async () => {
      const events = Array.from({ length: personsACycle }, anEvent)
      await pool.query(
        `insert into declaration_keys (declaration_id, wrapped_key)
         select id, decode(repeat('00', 60), 'hex') from unnest($1::uuid[]) as id`,
        [events.map(({ declaration }) => declaration)],
      )
      const spent = { open: 0, due: 0, record: 0 }
      for (const agency of agencies) {
        const ms = await deliverTo(deliveryWork(pool), agency, { lanes: laneOf(agency), events })
        for (const step of ['open', 'due', 'record'] as const) spent[step] += ms[step]
      }
      return {
        open: perSecond(spent.open),
        due: perSecond(spent.due),
        record: perSecond(spent.record),
        whole: perSecond(spent.open + spent.due + spent.record),
      }
    },
  }
}

type Batch = { readonly lanes: readonly Lane[]; readonly events: readonly MetEvent[] }

/** Milliseconds that each step takes. */
const deliverTo = async (work: DeliveryWork, agency: AgencyId, { lanes, events }: Batch) => {
  const opening = performance.now()
  await work.open(agency, events.map(toldOnItsOwn))
  const reading = performance.now()
  const due = await work.due(lanes, [], events.length)
  const recording = performance.now()
  await work.record(agency, due.map(accepted))
  const end = performance.now()
  if (due.length !== events.length) throw new Error(`${due.length} were due, not ${events.length}`)
  return { open: reading - opening, due: recording - reading, record: end - recording }
}

/** The same person event, and a delivery of this agency's own. */
const toldOnItsOwn = (event: MetEvent): MetEvent => ({ ...event, delivery: aDelivery() })

const perSecond = (ms: number): number => (deliveriesACycle * 1000) / ms

/** Time-ordered, as the product's own are. */
const idNow = (): string => `${firstIdOf(new Date()).slice(0, 14)}7${randomUUID().slice(15)}`

const anEvent = (): MetEvent => ({
  personEvent: idNow() as PersonEventId,
  declaration: idNow() as DeclarationId,
  person: idNow() as PersonId,
  personSeq: 1n,
  kind: 'address-change',
  turn: 'declared',
  delivery: null,
})

const aDelivery = (): NonNullable<MetEvent['delivery']> => ({
  id: idNow() as DeliveryId,
  holds: [],
  turn: 'declared',
  follows: null,
  freeze: () => body,
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

import { randomUUID } from 'node:crypto'
import type { Lane, MetEvent } from '@unefois/broker/ports/deliveries.ts'
import type { History, Retention } from '@unefois/broker/ports/history.ts'
import type { DeliveryId } from '@unefois/domain/ids.ts'
import type { DatabaseOfTest } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import type { Pool } from 'pg'
import { deliveriesStore, deliveryWork } from './deliveries-store.ts'
import { firstIdOf, monthOf, nameOf } from './history-pieces.ts'
import { keepPartitions } from './keep-partitions.ts'
import { lanesStore } from './lanes-store.ts'
import { aDeclaration, aMetEvent, aPerson, saaq } from './stored-for-tests.ts'

export const operator = { id: 'demo-operator', role: 'operator' } as const
export const days = (count: number): number => count * 86_400_000
export const now = new Date()
export const ago = (count: number): Date => new Date(now.getTime() - days(count))
/** The piece of deliveries that were planned then. */
export const month = (planned: Date): string => nameOf('deliveries', monthOf(planned))
export const monthly = ['deliveries', 'delivery_outcomes', 'attempts'] as const

const years: Retention = {
  attemptsMs: days(1200),
  deliveriesMs: days(1200),
  declarationsMs: days(3650),
  auditMs: days(3650),
  idempotencyKeysMs: days(7),
}

/** Planned so many days ago, as its id says. */
export const idOf = (planned: Date): DeliveryId =>
  `${firstIdOf(planned).slice(0, 14)}7${randomUUID().slice(15)}` as DeliveryId

/** Opened now, and planned as its id says. */
const openPlanned = async (
  pool: Pool,
  planned: Date,
  given: Partial<NonNullable<MetEvent['delivery']>>,
): Promise<DeliveryId> => {
  const event = aMetEvent(aPerson(), 1n)
  const { reference, wrappedKey } = aDeclaration()
  await pool.query(
    `with filed as (
       insert into declarations (id, reference, kind, channel, account, content, submitted_at)
       values ($1, $2, 'address-change', 'web', 'x', '', now())
     )
     insert into declaration_keys (declaration_id, wrapped_key) values ($1, $3)`,
    [event.declaration, reference, wrappedKey],
  )
  if (event.delivery === null) throw new Error('a delivery was expected')
  const id = idOf(planned)
  await deliveryWork(pool).open(saaq, [{ ...event, delivery: { ...event.delivery, id, ...given } }])
  return id
}

const accept = async (pool: Pool, id: DeliveryId): Promise<void> => {
  const work = deliveryWork(pool)
  const delivery = (await work.due(await lanes(pool), [], 500)).find((one) => one.id === id)
  if (delivery === undefined) throw new Error('a due delivery was expected')
  const acknowledgement = { outcome: 'accepted', reference: 'R-1' } as const
  await work.record(saaq, [
    {
      delivery,
      attempt: { startedAt: new Date(), durationMs: 3, status: 200, failure: null, answer: null },
      then: { go: 'acknowledged', acknowledgement, acknowledgeBy: new Date() },
    },
  ])
}

export const lanes = (pool: Pool): Promise<readonly Lane[]> => lanesStore(pool, 60_000).renew('test', [saaq])

/** Where the rows of a delivery lie. */
export const pieceOf = async (pool: Pool, table: string, id: DeliveryId): Promise<string | undefined> => {
  const key = table === 'attempts' ? 'delivery_id' : 'id'
  const { rows } = await pool.query(
    `select tableoid::regclass::text as piece from ${table} where ${key} = $1`,
    [id],
  )
  return rows[0]?.piece
}

export const pieces = async (pool: Pool, table: string): Promise<readonly string[]> => {
  const { rows } = await pool.query<{ piece: string }>(
    'select inhrelid::regclass::text as piece from pg_inherits where inhparent = $1::regclass order by 1',
    [table],
  )
  return rows.map(({ piece }) => piece)
}

/** Deliveries planned in the past, and what is kept of them. */
export const historyForTests = (postgres: DatabaseOfTest) => {
  const keep = (retention: Partial<Retention> = {}, at = now): ReturnType<History['keep']> =>
    keepPartitions(postgres.pool, { ...years, ...retention }, () => at).keep()
  return {
    keep,
    work: () => deliveryWork(postgres.pool),
    deliveries: () => deliveriesStore(postgres.pool),
    open: (planned: Date, given: Partial<NonNullable<MetEvent['delivery']>> = {}) =>
      openPlanned(postgres.pool, planned, given),
    attempt: (id: DeliveryId) => accept(postgres.pool, id),
    finished: async (planned: Date): Promise<DeliveryId> => {
      const id = await openPlanned(postgres.pool, planned, {})
      await accept(postgres.pool, id)
      return id
    },
    clear: async (): Promise<void> => {
      for (const table of ['delivery_work', 'awaited_confirmations', ...monthly])
        await postgres.pool.query(`delete from ${table}`)
      await keep()
    },
  }
}

import type {
  Deliveries,
  DeliveryDetail,
  DeliverySummary,
  RecordedAttempt,
} from '@unefois/broker/ports/deliveries.ts'
import type { DeliveryId } from '@unefois/domain/ids.ts'
import type { Pool } from 'pg'
import { type DeliveryRow, deliveryRows } from './delivery-rows.ts'
import { listDeliveries } from './list-deliveries.ts'
import { findPlanned, listPlanned } from './planned-deliveries.ts'

const { columns, joins, toDetail } = deliveryRows

export const readDeliveries = (
  pool: Pool,
): Pick<Deliveries, 'ofDeclaration' | 'takingBack' | 'find' | 'list'> => ({
  ofDeclaration: async (declaration) => {
    const { rows } = await pool.query<DeliveryRow>(
      `select ${columns} from deliveries d ${joins} where d.declaration_id = $1 order by d.id`,
      [declaration],
    )
    return rows.map(toDetail)
  },

  takingBack: async (declaration) => {
    const { rows } = await pool.query<DeliveryRow & { follows: DeliveryId }>(
      `select ${columns}, d.follows from deliveries d ${joins}
        where d.turn = 'withdrawn' and d.follows in (select p.id from deliveries p where p.declaration_id = $1)`,
      [declaration],
    )
    return new Map(rows.map(({ follows, ...row }) => [follows, toDetail(row)]))
  },

  find: async (id) => {
    // Looked for again at the end: its consumer may have opened it in between.
    const delivery =
      (await findOpened(pool, id)) ?? (await findPlanned(pool, id)) ?? (await findOpened(pool, id))
    if (delivery === null) return null
    const attempts = await pool.query<RecordedAttempt>(
      `select number, started_at as "startedAt", duration_ms as "durationMs", status, failure
         from attempts where delivery_id = $1 order by number`,
      [id],
    )
    return { delivery, attempts: attempts.rows }
  },

  list: async (filter, { after, limit }) => {
    const opened = await listDeliveries(pool, filter, { after, limit: limit + 1 })
    const planned = await listPlanned(pool, filter, { after, limit: limit + 1 })
    const { lookedTo } = opened
    const merged = [...opened.items, ...planned]
      .filter(({ id }) => lookedTo === null || id >= lookedTo)
      .sort((a, b) => (a.id < b.id ? 1 : -1))
    const items = merged.slice(0, limit)
    return { items, next: merged.length > limit ? (items.at(-1)?.id ?? null) : lookedTo }
  },
})

/** Of opened ones, the newest first. */
export const summariesOf = async (
  pool: Pick<Pool, 'query'>,
  ids: readonly DeliveryId[],
): Promise<readonly DeliverySummary[]> => {
  const { rows } = await pool.query<DeliveryRow>(
    `select ${columns} from deliveries d ${joins} where d.id = any($1::uuid[]) order by d.id desc`,
    [ids],
  )
  return rows.map(toDetail)
}

const findOpened = async (pool: Pool, id: DeliveryId): Promise<DeliveryDetail | null> => {
  const { rows } = await pool.query<DeliveryRow>(
    `select ${columns} from deliveries d ${joins} where d.id = $1`,
    [id],
  )
  return rows[0] === undefined ? null : toDetail(rows[0])
}

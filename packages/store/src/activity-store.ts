import type { Activity, ActivityRow } from '@unefois/broker/ports/activity.ts'
import type { Pool } from 'pg'

export const activityStore = (pool: Pool): Activity => ({
  last: async () => {
    const { rows } = await pool.query<{ last: bigint }>(
      'select position as last from audit_log order by position desc limit 1',
    )
    return rows[0]?.last ?? 0n
  },

  horizon: async () => {
    const { rows } = await pool.query<{ horizon: string }>(
      'select pg_snapshot_xmax(pg_current_snapshot())::text as horizon',
    )
    return rows[0]?.horizon ?? '0'
  },

  isOver: async (horizon) => {
    const { rows } = await pool.query<{ over: boolean }>(
      'select pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 as over',
      [horizon],
    )
    return rows[0]?.over ?? false
  },

  read: async (after, upTo, limit) => {
    const { rows } = await pool.query<ActivityRow>(
      `select position, at, code, actor, declaration_id as declaration, delivery_id as delivery, agency, facts
         from audit_log where position > $1 and position <= $2 order by position limit $3`,
      [after, upTo, limit],
    )
    return rows
  },
})

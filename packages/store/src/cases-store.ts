import type { Cases, OpenCase } from '@unefois/broker/ports/cases.ts'
import type { Pool } from 'pg'
import { openCase } from './open-case.ts'

export const casesStore = (pool: Pool, newId: () => string): Cases => ({
  open: (one) => openCase(pool, newId(), one),

  list: async ({ after, limit }) => {
    const { rows } = await pool.query<OpenCase>(
      `select c.id, c.code, c.declaration_id as declaration, c.delivery_id as delivery, c.agency,
              c.opened_at as "openedAt", d.reference
         from cases c join declarations d on d.id = c.declaration_id
        where c.resolved_at is null and ($1::uuid is null or c.id > $1)
        order by c.id limit $2`,
      [after, limit + 1],
    )
    const items = rows.slice(0, limit)
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
  },

  resolve: async (id, by, resolution) => {
    const { rowCount } = await pool.query(
      `with resolved as (
         update cases set resolved_at = now(), resolved_by = $2, resolution = $3
          where id = $1 and resolved_at is null returning declaration_id, delivery_id, agency
       )
       insert into audit_log (at, code, actor, declaration_id, delivery_id, agency, facts)
       select now(), 'case.resolved', $2, declaration_id, delivery_id, agency,
              jsonb_build_object('case', $1::text, 'resolution', $3::text) from resolved`,
      [id, by.id, resolution],
    )
    return rowCount === 1
  },
})

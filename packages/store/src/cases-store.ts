import type { Case, Cases } from '@unefois/broker/ports/cases.ts'
import type { Account } from '@unefois/domain/account.ts'
import type { Pool } from 'pg'
import { confirmations } from './confirmations.ts'
import { openCase } from './open-case.ts'

const columns = `
  c.id, c.code, c.declaration_id as declaration, c.delivery_id as delivery, c.agency, c.endpoint_id as endpoint,
  c.opened_at as "openedAt",
  c.resolved_at as "resolvedAt", c.decision, c.resolution as reason, d.reference`

/** An operator sees every case, also those of endpoints; a clerk those of what they or their office filed. */
const visible = `($1 or d.account = $2 or d.office = $3)`
const asking = ({ id, role, office }: Account) => [role === 'operator', id, office ?? null]

export const casesStore = (pool: Pool, newId: () => string): Cases => ({
  open: (one) => openCase(pool, newId(), one),

  list: async (asker, { resolved, after, limit }) => {
    const { rows } = await pool.query<Case>(
      `select ${columns} from cases c left join declarations d on d.id = c.declaration_id
        where ${visible} and (c.resolved_at is not null) = $4 and ($5::uuid is null or c.id > $5)
        order by c.id limit $6`,
      [...asking(asker), resolved, after, limit + 1],
    )
    const items = rows.slice(0, limit)
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
  },

  find: async (asker, id) => {
    const { rows } = await pool.query<Case>(
      `select ${columns} from cases c left join declarations d on d.id = c.declaration_id where ${visible} and c.id = $4`,
      [...asking(asker), id],
    )
    return rows[0] ?? null
  },

  resolve: async (id, by, { decision, reason }) => {
    const { rowCount } = await pool.query(
      `with resolved as (
         update cases set resolved_at = now(), resolved_by = $2, decision = $3, resolution = $4
          where id = $1 and resolved_at is null returning declaration_id, delivery_id, agency
       )
       insert into audit_log (at, code, actor, declaration_id, delivery_id, agency, facts)
       select now(), 'case.resolved', $2, declaration_id, delivery_id, agency,
              jsonb_build_object('case', $1::text, 'decision', $3::text, 'reason', $4::text) from resolved`,
      [id, by.id, decision, reason],
    )
    return rowCount === 1
  },

  ...confirmations(pool),
})

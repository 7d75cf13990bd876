import type { Cases, CaseToOpen } from '@unefois/broker/ports/cases.ts'
import type { Pool } from 'pg'
import { heardOf } from './heard-of.ts'

/** Corrections and withdrawals are awaited from their opening until the agency's final answer. */
export const confirmations = (pool: Pool): Pick<Cases, 'unconfirmed' | 'settleConfirmed'> => ({
  unconfirmed: async (limit) => {
    const { rows } = await pool.query<CaseToOpen>(
      `select 'withdrawal-unconfirmed' as code, d.declaration_id as declaration, d.id as delivery, d.agency
         from awaited_confirmations a
         join deliveries d on d.id = a.delivery_id
         left join delivery_work w on w.id = d.id
         left join delivery_outcomes o on o.id = d.id
        where (o.state = 'rejected' or (o.id is null and (
                 w.state in ('parked', 'needs-review') or (w.state = 'received' and w.wake_at < now()))))
          and not exists (select from cases c where c.code = 'withdrawal-unconfirmed' and c.delivery_id = d.id)
          and exists (${heardOf})
        limit $1`,
      [limit],
    )
    return rows
  },

  settleConfirmed: async () => {
    await pool.query(
      `with settled as (
         delete from awaited_confirmations a using delivery_outcomes o
          where o.id = a.delivery_id and o.state <> 'rejected' returning a.delivery_id, o.state
       ), resolved as (
         update cases c set resolved_at = now(), resolved_by = 'broker', decision = 'confirmed', resolution = s.state
           from settled s
          where c.delivery_id = s.delivery_id and c.code = 'withdrawal-unconfirmed' and c.resolved_at is null
            and s.state in ('accepted', 'not-a-client')
         returning c.id, c.declaration_id, c.delivery_id, c.agency
       )
       insert into audit_log (at, code, actor, declaration_id, delivery_id, agency, facts)
       select now(), 'case.resolved', 'broker', declaration_id, delivery_id, agency,
              jsonb_build_object('case', id, 'decision', 'confirmed') from resolved`,
    )
    // A refusal is final: it stays listed as a case, and nothing more is awaited.
    await pool.query(
      `delete from awaited_confirmations a using delivery_outcomes o, cases c
        where o.id = a.delivery_id and o.state = 'rejected' and c.delivery_id = a.delivery_id`,
    )
  },
})

import type { AcknowledgementVerdict } from '@unefois/broker/ports/deliveries.ts'
import type { Acknowledgement } from '@unefois/domain/acknowledgement.ts'
import { type DeliveryState, isFinal, transitions } from '@unefois/domain/delivery.ts'
import type { AgencyId, DeliveryId } from '@unefois/domain/ids.ts'
import type { Pool } from 'pg'
import { findPlanned } from './planned-deliveries.ts'

const statement = `
  with target as (
    select id, declaration_id from deliveries where id = $2 and agency = $1
  ), finished as (
    delete from delivery_work w using target t
     where w.id = t.id and $4 and not w.forced and w.state = any($8::text[])
    returning w.id, w.attempts, coalesce(w.sent_at, now()) as sent_at
  ), ended as (
    insert into delivery_outcomes (id, state, reason, reference, attempts, sent_at, final_at)
    select id, $3, $5, $6, attempts, sent_at, now() from finished
  ), continued as (
    update delivery_work w
       set state = $3, reason = $5, reference = $6, wake_at = $7, acknowledged_at = now(),
           sent_at = coalesce(w.sent_at, now())
      from target t
     where w.id = t.id and not $4 and not w.forced and w.state = any($8::text[])
    returning w.id
  ), recorded as (
    select id from finished union all select id from continued
  ), audited as (
    insert into audit_log (at, code, actor, declaration_id, delivery_id, agency, facts)
    select now(), 'delivery.acknowledged', 'agency:' || $1, t.declaration_id, t.id, $1,
           jsonb_build_object('outcome', $3::text)
      from recorded join target t using (id)
  )
  select exists (select from target) as known,
         exists (select from recorded) as recorded,
         (select w.state from delivery_work w join target using (id) where not w.forced) as unfinished,
         (select o.state from delivery_outcomes o where o.id = $2 and exists (select from target)) as final`

type Row = {
  known: boolean
  recorded: boolean
  unfinished: DeliveryState | null
  final: DeliveryState | null
}

const judge = (
  { known, recorded, unfinished, final }: Row,
  outcome: DeliveryState,
): AcknowledgementVerdict | null => {
  if (!known) return { as: 'unknown' }
  if (recorded) return { as: 'recorded', state: outcome }
  if (final !== null) return { as: final === outcome ? 'repeated' : 'contradicts', state: final }
  if (unfinished === 'held') return { as: 'never-sent' }
  return null
}

/** In the plan and not yet opened, it cannot have been sent. */
const isPlanned = async (pool: Pool, agency: AgencyId, id: DeliveryId): Promise<boolean> =>
  (await findPlanned(pool, id))?.agency === agency

/** An acknowledgement, in one conditional statement: idempotent, also when it overtakes the attempt's result. */
export const acknowledge =
  (pool: Pool) =>
  async (agency: AgencyId, id: DeliveryId, given: Acknowledgement): Promise<AcknowledgementVerdict> => {
    // The second round is for a row that another statement moved between our snapshot and our write, or that was
    // opened just after it.
    for (let round = 0; round < 3; round++) {
      const { rows } = await pool.query<Row>(statement, [
        agency,
        id,
        given.outcome,
        isFinal(given.outcome),
        given.reason ?? null,
        given.reference ?? null,
        given.until ?? null,
        transitions.answer.from,
      ])
      const verdict = rows[0] === undefined ? null : judge(rows[0], given.outcome)
      if (verdict?.as === 'unknown' && round === 0) {
        if (await isPlanned(pool, agency, id)) return { as: 'never-sent' }
      } else if (verdict !== null) return verdict
    }
    throw new Error('the delivery kept moving while it was acknowledged')
  }

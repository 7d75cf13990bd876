import type { AcknowledgementVerdict, Deliveries } from '@unefois/broker/ports/deliveries.ts'
import type { Acknowledgement } from '@unefois/domain/acknowledgement.ts'
import { type DeliveryState, isFinal, transitions } from '@unefois/domain/delivery.ts'
import type { AgencyId, DeliveryId } from '@unefois/domain/ids.ts'
import type { Pool } from 'pg'
import { findPlanned } from './planned-deliveries.ts'

/** Of many deliveries, each named once. (States are compared as expressions, as where attempts are recorded.) */
const statement = `
  with asked as (
    select * from unnest($2::uuid[], $3::text[], $4::boolean[], $5::text[], $6::text[], $7::timestamptz[])
      as a(id, outcome, final, reason, reference, until)
  ), target as (
    select a.*, d.declaration_id from asked a join deliveries d on d.id = a.id and d.agency = $1
  ), finished as (
    delete from delivery_work w using target t
     where w.id = t.id and t.final and not w.forced and w.state || '' = any($8::text[])
    returning w.id, w.attempts, coalesce(w.sent_at, now()) as sent_at
  ), ended as (
    insert into delivery_outcomes (id, state, reason, reference, attempts, sent_at, final_at)
    select f.id, t.outcome, t.reason, t.reference, f.attempts, f.sent_at, now() from finished f join target t using (id)
  ), continued as (
    update delivery_work w
       set state = t.outcome, reason = t.reason, reference = t.reference, wake_at = t.until, acknowledged_at = now(),
           sent_at = coalesce(w.sent_at, now())
      from target t
     where w.id = t.id and not t.final and not w.forced and w.state || '' = any($8::text[])
    returning w.id
  ), recorded as (
    select id from finished union all select id from continued
  ), audited as (
    insert into audit_log (at, code, actor, declaration_id, delivery_id, agency, facts)
    select now(), 'delivery.acknowledged', 'agency:' || $1, t.declaration_id, t.id, $1,
           jsonb_build_object('outcome', t.outcome)
      from recorded join target t using (id)
  )
  select a.id, t.id is not null as known, r.id is not null as recorded, w.state as unfinished, o.state as final
    from asked a
    left join target t using (id)
    left join recorded r using (id)
    left join delivery_work w on w.id = t.id and not w.forced
    left join delivery_outcomes o on o.id = t.id`

type Row = {
  id: DeliveryId
  known: boolean
  recorded: boolean
  unfinished: DeliveryState | null
  final: DeliveryState | null
}

type Item = { readonly id: DeliveryId; readonly acknowledgement: Acknowledgement }

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

const say = async (
  pool: Pool,
  agency: AgencyId,
  items: readonly Item[],
): Promise<ReadonlyMap<DeliveryId, Row>> => {
  const said = items.map(({ acknowledgement }) => acknowledgement)
  const { rows } = await pool.query<Row>({
    name: 'acknowledge',
    text: statement,
    values: [
      agency,
      items.map(({ id }) => id),
      said.map(({ outcome }) => outcome),
      said.map(({ outcome }) => isFinal(outcome)),
      said.map(({ reason }) => reason ?? null),
      said.map(({ reference }) => reference ?? null),
      said.map(({ until }) => until ?? null),
      transitions.answer.from,
    ],
  })
  return new Map(rows.map((row) => [row.id, row]))
}

/**
 * Each named once. The second round is for a row that another statement moved between our snapshot and our write, or
 * that was opened just after it.
 */
const acknowledgeDistinct = async (
  pool: Pool,
  agency: AgencyId,
  items: readonly Item[],
): Promise<ReadonlyMap<DeliveryId, AcknowledgementVerdict>> => {
  const verdicts = new Map<DeliveryId, AcknowledgementVerdict>()
  let open = items
  for (let round = 0; round < 3 && open.length > 0; round++) {
    const rows = await say(pool, agency, open)
    for (const { id, acknowledgement } of open) {
      const row = rows.get(id)
      const verdict = row === undefined ? null : judge(row, acknowledgement.outcome)
      if (verdict?.as === 'unknown' && round === 0) {
        if (await isPlanned(pool, agency, id)) verdicts.set(id, { as: 'never-sent' })
      } else if (verdict !== null) verdicts.set(id, verdict)
    }
    open = open.filter(({ id }) => !verdicts.has(id))
  }
  if (open.length > 0) throw new Error('a delivery kept moving while it was acknowledged')
  return verdicts
}

/**
 * Acknowledgements, each a conditional write, all in one statement: idempotent, also when one overtakes the attempt's
 * result. What names a delivery a second time is judged after the first.
 */
export const acknowledgeMany =
  (pool: Pool): Deliveries['acknowledgeMany'] =>
  async (agency, items) => {
    const verdicts: AcknowledgementVerdict[] = []
    let waiting = items.map((item, place) => ({ ...item, place }))
    while (waiting.length > 0) {
      const firsts = new Map(waiting.toReversed().map((item) => [item.id, item]))
      const judged = await acknowledgeDistinct(pool, agency, [...firsts.values()])
      for (const { id, place } of firsts.values()) verdicts[place] = judged.get(id) as AcknowledgementVerdict
      waiting = waiting.filter(({ id, place }) => firsts.get(id)?.place !== place)
    }
    return verdicts
  }

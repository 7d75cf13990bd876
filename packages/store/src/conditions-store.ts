import type { AnsweredAct, Conditions, Lifting } from '@unefois/broker/ports/conditions.ts'
import { transitions } from '@unefois/domain/delivery.ts'
import type { Pool, PoolClient } from 'pg'
import { lockConditions } from './lock-conditions.ts'
import { transaction } from './pool.ts'

export const conditionsStore = (pool: Pool): Conditions => ({
  actOf: async (declaration) => {
    const { rows } = await pool.query('select state, content as sealed from acts where declaration_id = $1', [
      declaration,
    ])
    return rows[0] ?? null
  },

  moveAct: (moved) =>
    transaction(pool, async (client) => {
      await lockConditions(client, [moved.declaration])
      const { rowCount } = await client.query(
        `insert into acts (declaration_id, state, content) values ($1, $2, $3)
         on conflict (declaration_id) do update set state = $2, content = $3, changed_at = now()
          where acts.state <> 'inscrit'`,
        [moved.declaration, moved.state, moved.sealedAct],
      )
      if (rowCount !== 1) return false
      await apply(client, moved, 'act.moved')
      return true
    }),

  recordConsent: (person, sealedConsent, lifting) =>
    transaction(pool, async (client) => {
      await lockConditions(client, [lifting.declaration])
      await client.query(
        `insert into consents (declaration_id, person_index, content) values ($1, $2, $3)
         on conflict (declaration_id, person_index) do update set content = $3, given_at = now()`,
        [lifting.declaration, person, sealedConsent],
      )
      await apply(client, lifting, 'consent.recorded')
    }),

  answeredActs: async (limit) => {
    const { rows } = await pool.query<AnsweredAct>(
      `select a.delivery_id as delivery, a.declaration_id as declaration, d.agency, o.state as outcome, o.reference
         from awaited_acts a
         join delivery_outcomes o on o.id = a.delivery_id
         join deliveries d on d.id = a.delivery_id
        limit $1`,
      [limit],
    )
    return rows
  },

  forgetAnswered: async (delivery) => {
    await pool.query('delete from awaited_acts where delivery_id = $1', [delivery])
  },
})

/** Under the declaration's lock: what was lifted is remembered, for deliveries that are not opened yet. */
const apply = async (client: PoolClient, lifting: Lifting, code: string): Promise<void> => {
  const { declaration, reason, deliveries, withdrawn, by, facts } = lifting
  await client.query(
    `insert into lifted_holds (delivery_id, reason) select id, $2 from unnest($1::uuid[]) as id on conflict do nothing`,
    [deliveries, reason],
  )
  await client.query(
    `update delivery_work
        set waits_for = array_remove(waits_for, $2),
            wake_at = case when state = 'held' and array_remove(waits_for, $2) = '{}'
                           then coalesce(hold_until, now()) else wake_at end
      where id = any($1::uuid[]) and $2 = any(waits_for)`,
    [deliveries, reason],
  )
  for (const { id, reason: shown } of withdrawn) await withdrawUnsent(client, id, shown)
  await client.query(
    'insert into audit_log (at, code, actor, declaration_id, facts) values (now(), $1, $2, $3, $4)',
    [code, by.id, declaration, JSON.stringify(facts)],
  )
}

/** Also one that its agency's consumer has not opened yet: it will find the outcome. */
const withdrawUnsent = async (client: PoolClient, id: string, reason: string): Promise<void> => {
  await client.query(
    `with held as (
       delete from delivery_work where id = $1 and state = any($3::text[]) and sent_at is null and sequence is null
       returning attempts
     ), unopened as (
       insert into lifted_holds (delivery_id, reason)
       select $1, 'withdrawn' where not exists (select from deliveries where id = $1)
       on conflict do nothing
     )
     insert into delivery_outcomes (id, state, reason, attempts, final_at)
     select $1, 'withdrawn', $2, 0, now()
      where exists (select from held) or not exists (select from deliveries where id = $1)
     on conflict do nothing`,
    [id, reason, transitions.withdraw.from],
  )
}

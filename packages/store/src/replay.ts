import type { ReplayVerdict } from '@unefois/broker/ports/deliveries.ts'
import type { Account } from '@unefois/domain/account.ts'
import { type DeliveryState, isFinal } from '@unefois/domain/delivery.ts'
import type { AgencyId, DeliveryId, PersonId } from '@unefois/domain/ids.ts'
import type { Pool, PoolClient } from 'pg'
import { shardOf } from './lanes-store.ts'
import { findPlanned } from './planned-deliveries.ts'
import { transaction } from './pool.ts'

type Current = {
  readonly agency: AgencyId
  readonly person: PersonId
  readonly state: DeliveryState
  readonly sequence: bigint | null
}

const lockDelivery = async (client: PoolClient, id: DeliveryId): Promise<Current | null> => {
  const { rows } = await client.query<Current>(
    `select d.agency, d.person_id as person, d.sequence, coalesce(o.state, w.state) as state
       from deliveries d
       left join delivery_work w on w.id = d.id and not w.forced
       left join delivery_outcomes o on o.id = d.id
      where d.id = $1 for update of d`,
    [id],
  )
  return rows[0] ?? null
}

type Decision = {
  readonly code: string
  readonly id: DeliveryId
  readonly by: Account
  readonly reason: string
}

const audit = (client: PoolClient, agency: AgencyId, { code, id, by, reason }: Decision): Promise<unknown> =>
  client.query(
    `insert into audit_log (at, code, actor, delivery_id, agency, facts)
     values (now(), $1, $2, $3, $4, jsonb_build_object('reason', $5::text))`,
    [code, by.id, id, agency, reason],
  )

type Found = Current | 'planned' | null

/** Looked for again at the end: its agency's consumer may have opened it in between. */
const findAndLock = async (client: PoolClient, id: DeliveryId): Promise<Found> => {
  const opened = await lockDelivery(client, id)
  if (opened !== null) return opened
  return (await findPlanned(client, id)) === null ? lockDelivery(client, id) : 'planned'
}

const notOpened = (found: 'planned' | null): ReplayVerdict =>
  found === null ? { as: 'unknown' } : { as: 'not-parked', state: 'planned' }

/**
 * A parked delivery falls due again, one that waits for its next attempt or for an agency's `until` is tried
 * now. By force one that was received and not settled is sent again too (its agency has lost it), and a final one, which
 * keeps its outcome.
 */
export const replay =
  (pool: Pool) =>
  (id: DeliveryId, request: { by: Account; reason: string; force: boolean }): Promise<ReplayVerdict> =>
    transaction(pool, async (client) => {
      const current = await findAndLock(client, id)
      if (current === null || current === 'planned') return notOpened(current)
      const { agency, state } = current
      if (isFinal(state) && !(request.force && current.sequence !== null))
        return { as: 'already-final', state }
      // It has never left, and must not leave now.
      if (state === 'withdrawn') return { as: 'not-parked', state }
      const sent = isFinal(state)
        ? await sendOnceMore(client, id, current)
        : await fallDue(client, id, request.force)
      if (!sent) return { as: 'not-parked', state }
      await audit(client, agency, { code: 'delivery.replayed', id, ...request })
      return { as: 'done', agency }
    })

const fallDue = async (client: PoolClient, id: DeliveryId, force: boolean): Promise<boolean> => {
  const { rowCount } = await client.query(
    `update delivery_work set state = case when sequence is null then 'held' else 'due' end, reason = null,
            wake_at = now(), due_since = now(), retries = 0, replay_id = null
      where id = $1 and (state in ('parked', 'due', 'deferred') or ($2 and state in ('received', 'needs-review')))`,
    [id, force],
  )
  return rowCount === 1
}

const sendOnceMore = async (
  client: PoolClient,
  id: DeliveryId,
  { agency, person }: Current,
): Promise<boolean> => {
  // Without a sequence it neither waits for the person's others nor holds them back.
  await client.query(
    `insert into delivery_work (id, agency, shard, person_id, sequence, state, wake_at, attempts, forced)
     select $1, $2, $3, $4, null, 'due', now(), o.attempts, true from delivery_outcomes o where o.id = $1
     on conflict (id) do update set wake_at = now(), replay_id = null`,
    [id, agency, shardOf(person), person],
  )
  return true
}

export const setAside =
  (pool: Pool) =>
  (id: DeliveryId, request: { by: Account; reason: string }): Promise<ReplayVerdict> =>
    transaction(pool, async (client) => {
      const current = await findAndLock(client, id)
      if (current === null || current === 'planned') return notOpened(current)
      const { agency, state } = current
      if (isFinal(state)) return { as: 'already-final', state }
      const { rowCount } = await client.query(
        `with parked as (
           delete from delivery_work where id = $1 and state = 'parked' returning id, attempts, sent_at
         )
         insert into delivery_outcomes (id, state, reason, attempts, sent_at, final_at)
         select id, 'set-aside', $2, attempts, sent_at, now() from parked`,
        [id, request.reason],
      )
      if (rowCount !== 1) return { as: 'not-parked', state }
      await audit(client, agency, { code: 'delivery.set-aside', id, ...request })
      return { as: 'done', agency }
    })

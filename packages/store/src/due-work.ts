import type { DueDelivery, Lane } from '@unefois/broker/ports/deliveries.ts'
import { statesThatHoldBack } from '@unefois/domain/delivery.ts'
import type { AgencyId, DeclarationId, DeliveryId, PersonId } from '@unefois/domain/ids.ts'
import type { Pool } from 'pg'

type DueRow = {
  id: DeliveryId
  agency: AgencyId
  shard: number
  person_id: PersonId
  declaration_id: DeclarationId
  attempts: number
  retries: number
  frozen_body: Buffer
  wrapped_key: Buffer
}

/**
 * What an agency's lanes may send now. A person's delivery waits while an earlier released one is due, parked
 * or deferred, so that at most one per person is read: sequence order, over owners and retries. A death waits for
 * earlier deaths only: its correction or withdrawal must not arrive before it. Asked as a subquery, agency and state as
 * expressions, so that only the index by person can answer; bodies and keys by subqueries that the planner may not turn
 * round: by another index, or as joins planned while there was little, it went through the whole backlog, or history.
 */
export const dueWork =
  (pool: Pool) =>
  async (
    lanes: readonly Lane[],
    inHand: readonly DeliveryId[],
    limit: number,
  ): Promise<readonly DueDelivery[]> => {
    const epochs = new Map(lanes.map(({ shard, epoch }) => [shard, epoch]))
    const { rows } = await pool.query<DueRow>({
      name: 'due-work',
      text: `select w.id, w.agency, w.shard, w.person_id, d.declaration_id, w.attempts, w.retries, d.frozen_body,
                    k.wrapped_key
               from delivery_work w
              cross join lateral (select * from deliveries d where d.id = w.id offset 0) d
              cross join lateral (select * from declaration_keys k where k.declaration_id = d.declaration_id offset 0) k
              where w.agency = $1 and w.state = 'due' and w.wake_at <= now() and w.waits_for = '{}'
                and w.superseded_by is null and k.wrapped_key is not null
                and w.shard = any($2::smallint[]) and w.id <> all($3::uuid[])
                and (select earlier.sequence from delivery_work earlier
                      where earlier.person_id = w.person_id and earlier.agency || '' = w.agency
                        and earlier.sequence < w.sequence and earlier.state || '' = any($4::text[])
                        and (d.kind <> 'death'
                             or exists (select from deliveries e where e.id = earlier.id and e.kind = 'death'))
                      order by earlier.sequence limit 1) is null
              order by w.wake_at
              limit $5`,
      values: [lanes[0]?.agency, [...epochs.keys()], inHand, statesThatHoldBack, limit],
    })
    return rows.map((row) => ({
      id: row.id,
      agency: row.agency,
      shard: row.shard,
      epoch: epochs.get(row.shard) ?? -1n,
      person: row.person_id,
      declaration: row.declaration_id,
      attempts: row.attempts,
      retries: row.retries,
      frozenBody: row.frozen_body,
      wrappedKey: row.wrapped_key,
    }))
  }

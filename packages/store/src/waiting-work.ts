import type { DeliveryWork, Lane, ReleasableDelivery } from '@unefois/broker/ports/deliveries.ts'
import { transitions } from '@unefois/domain/delivery.ts'
import type { DeclarationId, DeliveryId, PersonEventId, PersonId } from '@unefois/domain/ids.ts'
import type { Pool, PoolClient } from 'pg'
import { transaction } from './pool.ts'

type ReleasableRow = {
  id: DeliveryId
  person_id: PersonId
  declaration_id: DeclarationId
  shard: number
  person_event_id: PersonEventId
  type: string
  content: Buffer
  wrapped_key: Buffer
  act: Buffer | null
}

const agencyOf = (lanes: readonly Lane[]): string | undefined => lanes[0]?.agency
const shardsOf = (lanes: readonly Lane[]): readonly number[] => lanes.map(({ shard }) => shard)

/** Work that waits for an instant: held until its release, deferred until the agency's `until`. */
export const waitingWork = (pool: Pool): Pick<DeliveryWork, 'resume' | 'releasable' | 'release'> => ({
  resume: async (lanes) => {
    const { rowCount } = await pool.query(
      `update delivery_work set state = 'due', reason = null, wake_at = now(), retries = 0
        where agency = $1 and state = any($3::text[]) and wake_at <= now() and waits_for = '{}' and shard = any($2::smallint[])`,
      [agencyOf(lanes), shardsOf(lanes), transitions.resume.from],
    )
    return rowCount ?? 0
  },

  // In the order of their events, so that a person's sequence follows it.
  releasable: async (lanes, limit) => {
    const { rows } = await pool.query<ReleasableRow>(
      `select w.id, w.person_id, d.declaration_id, w.shard, d.person_event_id, e.type, e.content, k.wrapped_key,
              a.content as act
         from delivery_work w
         join deliveries d on d.id = w.id
         join person_events e on e.id = d.person_event_id
         left join acts a on a.declaration_id = d.declaration_id
         join declaration_keys k on k.declaration_id = d.declaration_id and k.wrapped_key is not null
        where w.agency = $1 and w.state = 'held' and w.wake_at <= now() and w.waits_for = '{}' and w.shard = any($2::smallint[])
        order by w.wake_at, e.person_seq
        limit $3`,
      [agencyOf(lanes), shardsOf(lanes), limit],
    )
    return rows.map((row) => ({
      id: row.id,
      person: row.person_id,
      declaration: row.declaration_id,
      shard: row.shard,
      personEvent: row.person_event_id,
      type: row.type,
      personEventContent: row.content,
      wrappedKey: row.wrapped_key,
      act: row.act,
    }))
  },

  release: (lanes, released) =>
    transaction(pool, async (client) => {
      let count = 0
      for (const one of released) count += await releaseOne(client, lanes, one)
      return count
    }),
})

/** The sequence is taken under the person's row, which the agency's consumer writes as well: never twice. */
const releaseOne = async (
  client: PoolClient,
  lanes: readonly Lane[],
  { delivery, freeze }: { readonly delivery: ReleasableDelivery; freeze(sequence: bigint): Buffer },
): Promise<number> => {
  const agency = agencyOf(lanes)
  const epoch = lanes.find(({ shard }) => shard === delivery.shard)?.epoch
  const { rowCount } = await client.query(
    `update delivery_work set state = 'due', reason = null, wake_at = now()
      where id = $1 and state = any($2::text[]) and waits_for = '{}' and exists (
        select from lanes where agency = $3 and shard = $4 and epoch = $5 for share)`,
    [delivery.id, transitions.release.from, agency, delivery.shard, epoch],
  )
  if (rowCount !== 1) return 0
  const { rows } = await client.query<{ last_sequence: bigint }>(
    `update agency_persons set last_sequence = last_sequence + 1
      where agency = $1 and person_id = $2 returning last_sequence`,
    [agency, delivery.person],
  )
  const sequence = rows[0]?.last_sequence
  if (sequence === undefined) throw new Error('a delivery of a person whom the agency has not met')
  await client.query('update delivery_work set sequence = $2 where id = $1', [delivery.id, sequence])
  await client.query('update deliveries set sequence = $2, frozen_body = $3 where id = $1', [
    delivery.id,
    sequence,
    freeze(sequence),
  ])
  return 1
}

import type { SignedAcknowledgements } from '@unefois/broker/ports/signed-acknowledgements.ts'
import type { AgencyId, DeliveryId } from '@unefois/domain/ids.ts'
import type { Pool } from 'pg'
import { findPlanned } from './planned-deliveries.ts'

/** An hour, where a signature holds for five minutes; the oldest go as new ones come. */
const statement = `
  with aged as (
    delete from acknowledgement_ids a
     using (select agency, id from acknowledgement_ids where used_at < now() - interval '1 hour'
             order by used_at limit 20 for update skip locked) old
     where a.agency = old.agency and a.id = old.id and (a.agency, a.id) <> ($1, $2)
  )
  insert into acknowledgement_ids as known (agency, id, delivery_id) values ($1, $2, $3)
  on conflict (agency, id) do update set used_at = known.used_at
  returning delivery_id`

export const signedAcknowledgementsStore = (pool: Pool): SignedAcknowledgements => ({
  agencyOf: async (delivery) => {
    const { rows } = await pool.query<{ agency: AgencyId }>('select agency from deliveries where id = $1', [
      delivery,
    ])
    return rows[0]?.agency ?? (await findPlanned(pool, delivery))?.agency ?? null
  },

  isFor: async (agency, webhookId, delivery) => {
    const { rows } = await pool.query<{ delivery_id: DeliveryId }>(statement, [agency, webhookId, delivery])
    return rows[0]?.delivery_id === delivery
  },
})

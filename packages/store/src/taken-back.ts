import type { DeliveryWork } from '@unefois/broker/ports/deliveries.ts'
import type { DeliveryId } from '@unefois/domain/ids.ts'
import type { Pool } from 'pg'

/** By id alone: the state as an expression, so that no plan goes through all that is due. */
export const takenBack =
  (pool: Pool): DeliveryWork['takenBack'] =>
  async (inHand) => {
    const { rows } = await pool.query<{ id: DeliveryId }>({
      name: 'taken-back',
      text: `select id from unnest($1::uuid[]) as in_hand(id)
              where not exists (select from delivery_work w where w.id = in_hand.id and w.state || '' = 'due')`,
      values: [inHand],
    })
    return rows.map(({ id }) => id)
  }

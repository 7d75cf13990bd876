import type { Deliveries, DeliveryWork } from '@unefois/broker/ports/deliveries.ts'
import type { Pool } from 'pg'
import { acknowledgeMany } from './acknowledge-many.ts'
import { dueWork } from './due-work.ts'
import { openWork } from './open-work.ts'
import { readDeliveries } from './read-deliveries.ts'
import { recordAttempts } from './record-attempts.ts'
import { replay, setAside } from './replay.ts'
import { takenBack } from './taken-back.ts'
import { waitingWork } from './waiting-work.ts'

/** What steps 2 and 3 need: the hot work table. */
export const deliveryWork = (pool: Pool): DeliveryWork => ({
  open: openWork(pool),
  due: dueWork(pool),
  record: recordAttempts(pool),
  takenBack: takenBack(pool),
  ...waitingWork(pool),
})

/** What steps 4, 5 and 6 need: acknowledging, replaying, reading. */
export const deliveriesStore = (pool: Pool): Deliveries => ({
  acknowledge: async (agency, id, acknowledgement) => {
    const [verdict] = await acknowledgeMany(pool)(agency, [{ id, acknowledgement }])
    return verdict ?? { as: 'unknown' }
  },
  acknowledgeMany: acknowledgeMany(pool),
  replay: replay(pool),
  setAside: setAside(pool),
  ...readDeliveries(pool),
})

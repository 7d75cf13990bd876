import type { DeliveryId } from '@unefois/domain/ids.ts'
import type { PoolClient } from 'pg'
import { chainFollowed } from './chain-followed.ts'

/**
 * What is followed and was never released is withdrawn at once, also when its body could not be built: a replay would send
 * it after what corrects it. What fell due and has not been tried yet may be under
 * way: only its lane's owner knows, so it is no longer read, and its follower waits for the owner's word. That may lie
 * further back than what is followed: whatever comes last waits for it.
 */
export const supersede = async (
  client: PoolClient,
  { id, follows }: { readonly id: DeliveryId; readonly follows: DeliveryId },
): Promise<void> => {
  await client.query(
    `with held as (
       delete from delivery_work where id = $1 and state in ('held', 'parked') and sequence is null and not forced
       returning id, attempts
     )
     insert into delivery_outcomes (id, state, reason, attempts, final_at)
     select id, 'withdrawn', 'superseded', attempts, now() from held`,
    [follows],
  )
  await client.query(
    `with ${chainFollowed('$1')}, waiting as (
       update delivery_work set superseded_by = $2
        where id in (select chain.id from chain) and state = 'due' and attempts = 0 and not forced
       returning superseded_by
     )
     update delivery_work w set waits_for = array_append(w.waits_for, 'predecessor'), wake_at = 'infinity'
       from waiting where w.id = waiting.superseded_by`,
    [follows, id],
  )
}

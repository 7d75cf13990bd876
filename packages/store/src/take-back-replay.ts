import type { ReplayId } from '@unefois/domain/ids.ts'
import type { PoolClient } from 'pg'

/**
 * What was put back and not tried is as it was before. An attempt may be under way all the same: its result then counts
 * where it reached the agency, and a failure changes nothing. What its lane's owner records at this very moment was tried:
 * it is left to it, and counts.
 */
const takeBack = `
  with untried as (
    select w.id, w.agency, w.forced, i.was_reason, i.was_wake_at, i.was_retries
      from replay_items i
      join delivery_work w on w.id = i.delivery_id and w.replay_id = i.replay_id
                          and w.state || '' in ('due', 'held') and w.attempts = i.attempts
     where i.replay_id = $1 and i.put_back_at is not null
     order by w.id for update of w skip locked
  ), restored as (
    update delivery_work w
       set state = (select coalesce(r.filter ->> 'state', 'parked') from replays r where r.id = $1),
           reason = u.was_reason, wake_at = u.was_wake_at, retries = u.was_retries, replay_id = null
      from untried u where w.id = u.id and not u.forced
    returning w.id, w.agency
  ), unforced as (
    delete from delivery_work w using untried u where w.id = u.id and u.forced
    returning w.id, w.agency
  )
  update replay_items i set put_back_at = null
    from (select id, agency from restored union all select id, agency from unforced) back
   where i.replay_id = $1 and i.agency = back.agency and i.delivery_id = back.id`

const countTheOthers = `
  with recorded as (
    delete from replay_items where replay_id = $1 and put_back_at is not null returning delivery_id
  )
  update replays set done = done + (select count(*) from recorded)
   where id = $1 and exists (select from recorded)`

export const takeBackReplay = async (client: PoolClient, id: ReplayId): Promise<void> => {
  await client.query(takeBack, [id])
  await client.query(countTheOthers, [id])
}

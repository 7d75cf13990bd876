import type { UnderWay } from '@unefois/broker/ports/replays.ts'
import type { ReplayId } from '@unefois/domain/ids.ts'
import type { PoolClient } from 'pg'

/** So long after it was put back, what still waits is asked whether it waits for something else than its turn. */
const patience = `interval '2 s'`

/**
 * Counts what was put back and has been tried since, and how much of each agency has not. Also done with: what somebody
 * else has decided about, what a death holds, and what waits behind an earlier one of its person that will not go soon.
 * That one leaves when its turn comes, and would else keep the replay from ever ending. States and agencies are expressions,
 * so that only ids and persons lead to a row: a plan made while the table was small went through all of its backlog.
 */
const statement = `
  with under_way as (
    select i.agency, i.delivery_id,
           w.id is not null and not (
             i.put_back_at < now() - ${patience} and (
               w.waits_for <> '{}' or w.superseded_by is not null
               or exists (
                 select from delivery_work earlier
                  where earlier.person_id = w.person_id and earlier.agency || '' = w.agency
                    and earlier.sequence < w.sequence
                    and (earlier.state || '' in ('parked', 'deferred')
                         or (earlier.state || '' = 'due' and earlier.wake_at > now() + ${patience})))
             )) as waits
      from replay_items i
      left join delivery_work w on w.id = i.delivery_id and w.replay_id = i.replay_id
                               and w.state || '' in ('due', 'held') and w.attempts = i.attempts
     where i.replay_id = $1 and i.put_back_at is not null
  ), settled as (
    delete from replay_items i using under_way u
     where i.replay_id = $1 and i.agency = u.agency and i.delivery_id = u.delivery_id and not u.waits
  ), counted as (
    update replays set done = done + (select count(*) from under_way where not waits)
     where id = $1 and exists (select from under_way where not waits)
  )
  select agency, (count(*) filter (where not waits))::int as settled, (count(*) filter (where waits))::int as "underWay"
    from under_way group by agency`

export const settleReplay = async (client: PoolClient, id: ReplayId): Promise<readonly UnderWay[]> =>
  (await client.query<UnderWay>({ name: 'settle-replay', text: statement, values: [id] })).rows

import { chainFollowed } from './chain-followed.ts'

/**
 * Of the chain of deliveries that `d` follows, the latest that the agency has heard or may have: one that was tried,
 * or taken over from an owner who may have tried it. One that is too old to be kept was finished long ago: nobody is
 * left without a correction for our having forgotten what was heard. Where the latest took everything back, there is
 * nothing left to correct: nothing is found.
 */
export const heardOf = `
  with ${chainFollowed('d.follows')}, latest as (
  select chain.id from chain
   where exists (select from delivery_outcomes o where o.id = chain.id and (o.attempts > 0 or o.sent_at is not null))
      or exists (select from delivery_work p where p.id = chain.id and (p.attempts > 0 or p.sent_at is not null))
      or not exists (select from deliveries p where p.id = chain.id)
   order by depth limit 1)
  select l.id from latest l
   where (select p.id from deliveries p where p.id = l.id and p.turn = 'withdrawn') is null`

/**
 * SQL: the chain of deliveries that one follows, from `start` (a column or parameter holding the id of the nearest)
 * back to the first: a correction of a correction may follow one that was never released, and what was heard or is
 * under way lies further back. Ends with the first that history no longer holds, if it comes to that.
 */
export const chainFollowed = (start: string): string => `
  recursive chain (id, depth) as (
    select ${start}::uuid, 1 where ${start} is not null
    union all
    select p.follows, chain.depth + 1
      from chain cross join lateral (select d.follows from deliveries d where d.id = chain.id offset 0) p
     where p.follows is not null
  )`

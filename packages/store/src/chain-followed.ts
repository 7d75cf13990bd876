/**
 * SQL: the chain of deliveries that one follows, from `start` (a column or parameter holding the id of the nearest)
 * back to the first: a correction of a correction may follow one that was never released, and what was heard or is
 * under way lies further back.
 */
export const chainFollowed = (start: string): string => `
  recursive chain (id, follows, depth) as (
    select p.id, p.follows, 1 from deliveries p where p.id = ${start}
    union all
    select p.id, p.follows, chain.depth + 1 from deliveries p join chain on p.id = chain.follows
  )`

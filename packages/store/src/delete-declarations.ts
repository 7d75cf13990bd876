import type { Pool } from 'pg'
import { firstIdOf } from './history-pieces.ts'

/** Declarations looked at by one statement: short transactions, that nobody notices. */
const atOnce = 500
const beforeAll = '00000000-0000-0000-0000-000000000000'

/**
 * A declaration goes whole: its key, its content, its events, what came after. It stays while anything of it is
 * unfinished or still kept: a delivery, an event that somebody has not opened, a case for people, a correction.
 */
const statement = `
  with met as (
    select d.id from declarations d where d.id < $1 and d.id > $2 order by d.id limit $3
  ), expired as (
    select d.id from declarations d
     where d.id = any(array(select id from met))
       and not exists (select from deliveries x where x.declaration_id = d.id)
       and not exists (select from person_events e where e.declaration_id = d.id and e.opened_at is null)
       and not exists (select from cases c where c.declaration_id = d.id and c.resolved_at is null)
       and not exists (select from declarations later where later.replaces = d.id)
       for update skip locked
  ), keys as (
    delete from declaration_keys where declaration_id = any(array(select id from expired))
  ), events as (
    delete from person_events where declaration_id = any(array(select id from expired))
  ), given as (
    delete from consents where declaration_id = any(array(select id from expired))
  ), moved_on as (
    delete from acts where declaration_id = any(array(select id from expired))
  ), audited as (
    insert into audit_log (at, code, actor, declaration_id, facts)
    select now(), 'declaration.expired', 'retention', id, '{}' from expired
  ), gone as (
    delete from declarations where id = any(array(select id from expired)) returning id
  )
  select (select max(id::text) from met) as last, (select count(*)::int from gone) as deleted`

/** Those filed before an instant, oldest first. Resolves with their number. */
export const deleteDeclarations = async (pool: Pool, before: Date): Promise<number> => {
  let total = 0
  for (let after: string | null = beforeAll; after !== null; ) {
    const { rows }: { rows: { last: string | null; deleted: number }[] } = await pool.query(statement, [
      firstIdOf(before),
      after,
      atOnce,
    ])
    total += rows[0]?.deleted ?? 0
    after = rows[0]?.last ?? null
  }
  return total
}

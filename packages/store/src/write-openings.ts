import type { OpenedHead } from '@unefois/broker/ports/deliveries.ts'
import { statesThatHoldBack } from '@unefois/domain/delivery.ts'
import type { AgencyId, DeliveryId, PersonId } from '@unefois/domain/ids.ts'
import { type Hold, lastHold } from '@unefois/domain/plan.ts'
import type { Pool } from 'pg'
import type { DecidedOpenings, OpeningRow, Position } from './decide-openings.ts'
import { holdForDeath, releaseFromDeath } from './hold-for-death.ts'
import { shardOf } from './lanes-store.ts'
import { lockConditions } from './lock-conditions.ts'
import { packed } from './packed.ts'
import { transaction } from './pool.ts'
import { supersede } from './supersede.ts'

/**
 * Moves the persons on, inserts what is opened, and holds what a death holds, in one statement. Persons whose position
 * is no longer what was read undo all of it. Persons are found by a list of ids, never by a join: a plan made while
 * the table was small would else go through all persons of the agency (30 times the cost at 9,000 of them). A condition
 * that was met before is not waited for; a delivery that was withdrawn before is opened and finds its outcome.
 */
const writeStatement = `
  with asked as (
    select * from unnest($2::uuid[], $3::boolean[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::integer[])
      as a(person_id, known, old_seq, old_sequence, new_seq, new_sequence, deaths)
  ), advanced as (
    update agency_persons p
       set (last_person_seq, last_sequence, deaths) = (
             select ($6::bigint[])[n], ($7::bigint[])[n], ($8::integer[])[n]
               from (select array_position($2::uuid[], p.person_id) as n) at)
     where p.agency = $1 and p.person_id = any(array(select person_id from asked where known))
       and p.last_person_seq = ($4::bigint[])[array_position($2::uuid[], p.person_id)]
       and p.last_sequence = ($5::bigint[])[array_position($2::uuid[], p.person_id)]
    returning 1
  ), begun as (
    insert into agency_persons (agency, person_id, last_person_seq, last_sequence, deaths)
    select $1, person_id, new_seq, new_sequence, deaths from asked where not known order by person_id
    on conflict do nothing
    returning 1
  ), planned as (
    select * from unnest($9::uuid[], $10::uuid[], $11::uuid[], $12::uuid[], $13::text[], $14::bigint[], $15::int[],
                         $16::text[], $17::text[], $18::timestamptz[], $19::smallint[], $20::text[], $21::uuid[],
                         $23::int[])
      as o(id, declaration_id, person_event_id, person_id, kind, sequence, start, held_for, conditions, hold_until, shard,
           turn, follows, length)
  ), opening as (
    select p.*, case when p.conditions = '' then '{}'
                     else array(select c.reason from unnest(string_to_array(p.conditions, ',')) with ordinality c(reason, place)
                                 where c.reason not in (select l.reason from lifted_holds l where l.delivery_id = p.id)
                                 order by c.place) end as waits_for
      from planned p
  ), opened as (
    insert into deliveries (id, declaration_id, person_event_id, person_id, agency, kind, opened_at, sequence,
                            frozen_body, turn, follows, released_at)
    select id, declaration_id, person_event_id, person_id, $1, kind, now(), sequence,
           substring($22::bytea from start for length), turn, follows,
           case when sequence is not null then clock_timestamp() end
      from opening
  ), awaited as (
    insert into awaited_confirmations (delivery_id) select id from opening where follows is not null
  ), working as (
    insert into delivery_work (id, agency, shard, person_id, sequence, state, reason, wake_at, waits_for, hold_until)
    select id, $1, shard, person_id, sequence, case when sequence is null then 'held' else 'due' end, held_for,
           case when waits_for <> '{}' then 'infinity' else coalesce(hold_until, now()) end, waits_for, hold_until
      from opening o
     where (select l.reason from lifted_holds l where l.delivery_id = o.id and l.reason = 'withdrawn') is null
  )
  select refuse_when((select count(*) from advanced) + (select count(*) from begun) <> cardinality($2::uuid[]),
                     'a person was moved on meanwhile') as written,
         (select array_agg(o.id) from opening o
           where o.sequence is not null
             and (select earlier.sequence from delivery_work earlier
                   where earlier.person_id = o.person_id and earlier.agency || '' = $1
                     and earlier.sequence < o.sequence and earlier.state || '' = any($24::text[])
                   order by earlier.sequence limit 1) is null) as unblocked`

/** What was opened and may go to the lanes beside at once; nothing where other rows had to be written with it. */
export const writeOpenings = async (
  pool: Pool,
  agency: AgencyId,
  decided: DecidedOpenings,
): Promise<readonly OpenedHead[]> => {
  const { rows, after, deathsMet } = decided
  if (after.size === 0) return []
  const conditional = rows.filter(({ holds }) => holds.some(({ until }) => until === null))
  const following = rows.filter(({ follows }) => follows !== null)
  if (conditional.length + following.length + deathsMet.size === 0) return insert(pool, agency, decided)
  await transaction(pool, async (client) => {
    await lockConditions(
      client,
      conditional.map(({ event }) => event.declaration),
    )
    await insert(client, agency, decided)
    const isDead = (person: PersonId) => (after.get(person)?.deaths ?? 0) > 0
    await holdForDeath(client, agency, [...deathsMet].filter(isDead))
    await releaseFromDeath(
      client,
      agency,
      [...deathsMet].filter((person) => !isDead(person)),
    )
    for (const { id, follows } of following) if (follows !== null) await supersede(client, { id, follows })
  })
  return []
}

const insert = async (
  connection: Pick<Pool, 'query'>,
  agency: AgencyId,
  { rows, before, after }: DecidedOpenings,
): Promise<readonly OpenedHead[]> => {
  const persons = [...after.keys()].sort()
  const was = persons.map((person) => before.get(person) as Position)
  const is = persons.map((person) => after.get(person) as Position)
  const instant = ({ holds }: OpeningRow): Hold | null =>
    lastHold(holds.filter(({ until }) => until !== null))
  const bodies = packed(rows.map(({ body }) => body))
  const result = await connection.query<{ unblocked: DeliveryId[] | null }>({
    name: 'open-work',
    text: writeStatement,
    values: [
      agency,
      persons,
      was.map(({ known }) => known),
      was.map(({ personSeq }) => personSeq),
      was.map(({ sequence }) => sequence),
      is.map(({ personSeq }) => personSeq),
      is.map(({ sequence }) => sequence),
      is.map(({ deaths }) => deaths),
      rows.map(({ id }) => id),
      rows.map(({ event }) => event.declaration),
      rows.map(({ event }) => event.personEvent),
      rows.map(({ event }) => event.person),
      rows.map(({ kind }) => kind),
      rows.map(({ sequence }) => sequence),
      bodies.starts,
      rows.map((row) => instant(row)?.reason ?? null),
      rows.map(({ holds }) =>
        holds.flatMap(({ reason, until }) => (until === null ? [reason] : [])).join(','),
      ),
      rows.map((row) => instant(row)?.until?.toISOString() ?? null),
      rows.map(({ event }) => shardOf(event.person)),
      rows.map(({ turn }) => turn),
      rows.map(({ follows }) => follows),
      bodies.bytes,
      bodies.lengths,
      statesThatHoldBack,
    ],
  })
  return headsOf(rows, new Set(result.rows[0]?.unblocked))
}

/** The first of each person in this batch, where nothing from before stands in its way. */
const headsOf = (rows: readonly OpeningRow[], unblocked: ReadonlySet<DeliveryId>): readonly OpenedHead[] => {
  const persons = new Set<PersonId>()
  return rows.flatMap(({ id, event: { person, declaration }, body }) => {
    if (body === null || persons.has(person)) return []
    persons.add(person)
    return unblocked.has(id) ? [{ id, person, declaration, shard: shardOf(person), frozenBody: body }] : []
  })
}

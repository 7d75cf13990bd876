import type { OpenedHead } from '@unefois/broker/ports/deliveries.ts'
import { statesThatHoldBack } from '@unefois/domain/delivery.ts'
import type { DeliveryId, PersonId } from '@unefois/domain/ids.ts'
import { type Hold, lastHold } from '@unefois/domain/plan.ts'
import type { Pool } from 'pg'
import { waitBriefly } from './among-agencies.ts'
import type { DecidedOpenings, OpeningRow, Position } from './decide-openings.ts'
import { holdForDeath, releaseFromDeath } from './hold-for-death.ts'
import { shardOf } from './lanes-store.ts'
import { lockConditions } from './lock-conditions.ts'
import { packed } from './packed.ts'
import { transaction } from './pool.ts'
import { supersede } from './supersede.ts'

/**
 * Moves the persons on and inserts what is opened, in one statement. Persons whose position
 * is no longer what was read undo all of it. Persons are found one by one, never by a join that the planner could turn
 * round: a plan made while the table was small would go through all persons of the agency (30 times the cost at 9,000 of
 * them). A condition that was met before is not waited for; a delivery that was withdrawn before is opened and finds its
 * outcome.
 */
const writeStatement = `
  with ${waitBriefly}, asked as (
    select a.* from briefly cross join unnest($1::text[], $2::uuid[], $3::boolean[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
                         $8::integer[])
      as a(agency, person_id, known, old_seq, old_sequence, new_seq, new_sequence, deaths)
  ), unmoved as (
    select a.* from asked a
     cross join lateral (
       select from agency_persons p
        where p.person_id = a.person_id and p.agency = a.agency
          and p.last_person_seq = a.old_seq and p.last_sequence = a.old_sequence
       offset 0 for update) p
     where a.known
  ), advanced as (
    insert into agency_persons (agency, person_id, last_person_seq, last_sequence, deaths)
    select agency, person_id, new_seq, new_sequence, deaths from unmoved
    on conflict (person_id, agency) do update
       set last_person_seq = excluded.last_person_seq, last_sequence = excluded.last_sequence, deaths = excluded.deaths
    returning 1
  ), begun as (
    insert into agency_persons (agency, person_id, last_person_seq, last_sequence, deaths)
    select agency, person_id, new_seq, new_sequence, deaths from asked where not known
    on conflict do nothing
    returning 1
  ), planned as (
    select * from unnest($9::text[], $10::uuid[], $11::uuid[], $12::uuid[], $13::uuid[], $14::text[], $15::bigint[],
                         $16::int[], $17::int[], $18::text[], $19::text[], $20::timestamptz[], $21::smallint[],
                         $22::text[], $23::uuid[])
      as o(agency, id, declaration_id, person_event_id, person_id, kind, sequence, start, length, held_for, conditions,
           hold_until, shard, turn, follows)
  ), opening as (
    select p.*, case when p.conditions = '' then '{}'
                     else array(select c.reason from unnest(string_to_array(p.conditions, ',')) with ordinality c(reason, place)
                                 where c.reason not in (select l.reason from lifted_holds l where l.delivery_id = p.id)
                                 order by c.place) end as waits_for
      from planned p
  ), opened as (
    insert into deliveries (id, declaration_id, person_event_id, person_id, agency, kind, opened_at, sequence,
                            frozen_body, turn, follows, released_at)
    select id, declaration_id, person_event_id, person_id, agency, kind, now(), sequence,
           substring($24::bytea from start for length), turn, follows,
           case when sequence is not null then clock_timestamp() end
      from opening
  ), awaited as (
    insert into awaited_confirmations (delivery_id) select id from opening where follows is not null
  ), working as (
    insert into delivery_work (id, agency, shard, person_id, sequence, state, reason, wake_at, waits_for, hold_until)
    select id, agency, shard, person_id, sequence, case when sequence is null then 'held' else 'due' end, held_for,
           case when waits_for <> '{}' then 'infinity' else coalesce(hold_until, now()) end, waits_for, hold_until
      from opening o
     where (select l.reason from lifted_holds l where l.delivery_id = o.id and l.reason = 'withdrawn') is null
  )
  select refuse_when((select count(*) from advanced) + (select count(*) from begun) <> cardinality($2::uuid[]),
                     'a person was moved on meanwhile') as written,
         (select array_agg(o.id) from opening o
           where o.sequence is not null
             and (select earlier.sequence from delivery_work earlier
                   where earlier.person_id = o.person_id and earlier.agency || '' = o.agency
                     and earlier.sequence < o.sequence and earlier.state || '' = any($25::text[])
                   order by earlier.sequence limit 1) is null) as unblocked`

/**
 * Of each agency's, in their order: what may go to the lanes beside at once; nothing where other rows had to be written
 * with it, which takes a transaction of its own.
 */
export const writeOpenings = async (
  pool: Pool,
  decided: readonly DecidedOpenings[],
): Promise<readonly (readonly OpenedHead[])[]> => {
  const plain = decided.filter(isPlain)
  const others = decided.filter((one) => !isPlain(one))
  const [inserted, ...written] = await Promise.allSettled([
    insert(pool, plain),
    ...others.map((one) => writeWithOthers(pool, one)),
  ])
  for (const one of [inserted, ...written]) if (one.status === 'rejected') throw one.reason
  const unblocked = inserted.status === 'fulfilled' ? inserted.value : new Set<DeliveryId>()
  return decided.map((one) => (plain.includes(one) ? headsOf(one.rows, unblocked) : []))
}

const conditionalOf = ({ rows }: DecidedOpenings): readonly OpeningRow[] =>
  rows.filter(({ holds }) => holds.some(({ until }) => until === null))

const followingOf = ({ rows }: DecidedOpenings): readonly OpeningRow[] =>
  rows.filter(({ follows }) => follows !== null)

const isPlain = (decided: DecidedOpenings): boolean =>
  conditionalOf(decided).length + followingOf(decided).length + decided.deathsMet.size === 0

const writeWithOthers = (pool: Pool, decided: DecidedOpenings): Promise<void> =>
  transaction(pool, async (client) => {
    const { agency, after, deathsMet } = decided
    await lockConditions(
      client,
      conditionalOf(decided).map(({ event }) => event.declaration),
    )
    await insert(client, [decided])
    const isDead = (person: PersonId) => (after.get(person)?.deaths ?? 0) > 0
    await holdForDeath(client, agency, [...deathsMet].filter(isDead))
    await releaseFromDeath(
      client,
      agency,
      [...deathsMet].filter((person) => !isDead(person)),
    )
    for (const { id, follows } of followingOf(decided))
      if (follows !== null) await supersede(client, { id, follows })
  })

/** Returns what has no earlier one of its person before it. */
const insert = async (
  connection: Pick<Pool, 'query'>,
  decided: readonly DecidedOpenings[],
): Promise<ReadonlySet<DeliveryId>> => {
  // In one order for all programs, so that no two wait for each other.
  const persons = decided
    .flatMap(({ agency, before, after }) =>
      [...after].map(([person, is]) => ({ agency, person, was: before.get(person) as Position, is })),
    )
    .sort((one, other) => (one.person + one.agency < other.person + other.agency ? -1 : 1))
  if (persons.length === 0) return new Set()
  const rows = decided.flatMap((one) => one.rows.map((row) => ({ ...row, agency: one.agency })))
  const instant = ({ holds }: OpeningRow): Hold | null =>
    lastHold(holds.filter(({ until }) => until !== null))
  const bodies = packed(rows.map(({ body }) => body))
  const result = await connection.query<{ unblocked: DeliveryId[] | null }>({
    name: 'open-work',
    text: writeStatement,
    values: [
      persons.map(({ agency }) => agency),
      persons.map(({ person }) => person),
      persons.map(({ was }) => was.known),
      persons.map(({ was }) => was.personSeq),
      persons.map(({ was }) => was.sequence),
      persons.map(({ is }) => is.personSeq),
      persons.map(({ is }) => is.sequence),
      persons.map(({ is }) => is.deaths),
      rows.map(({ agency }) => agency),
      rows.map(({ id }) => id),
      rows.map(({ event }) => event.declaration),
      rows.map(({ event }) => event.personEvent),
      rows.map(({ event }) => event.person),
      rows.map(({ kind }) => kind),
      rows.map(({ sequence }) => sequence),
      bodies.starts,
      bodies.lengths,
      rows.map((row) => instant(row)?.reason ?? null),
      rows.map(({ holds }) =>
        holds.flatMap(({ reason, until }) => (until === null ? [reason] : [])).join(','),
      ),
      rows.map((row) => instant(row)?.until?.toISOString() ?? null),
      rows.map(({ event }) => shardOf(event.person)),
      rows.map(({ turn }) => turn),
      rows.map(({ follows }) => follows),
      bodies.bytes,
      statesThatHoldBack,
    ],
  })
  return new Set(result.rows[0]?.unblocked)
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

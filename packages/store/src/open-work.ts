import type { MetEvent, OpenedHead, OpenReport } from '@unefois/broker/ports/deliveries.ts'
import type { Turn } from '@unefois/broker/turn.ts'
import { statesThatHoldBack } from '@unefois/domain/delivery.ts'
import type { AgencyId, DeliveryId, PersonId } from '@unefois/domain/ids.ts'
import { type Hold, lastHold } from '@unefois/domain/plan.ts'
import type { Pool, PoolClient } from 'pg'
import { holdForDeath, releaseFromDeath } from './hold-for-death.ts'
import { shardOf } from './lanes-store.ts'
import { lockConditions } from './lock-conditions.ts'
import { packed } from './packed.ts'
import { transaction } from './pool.ts'
import { supersede } from './supersede.ts'

/** Where an agency's consumer stands with a person. */
type Position = {
  readonly known: boolean
  readonly personSeq: bigint
  readonly sequence: bigint
  /** Deaths met and not withdrawn: more than one when it was filed twice. */
  readonly deaths: number
  /** The agency takes nothing at present. */
  readonly closed: boolean
}

type Row = {
  readonly event: MetEvent
  readonly id: DeliveryId
  readonly kind: string
  readonly sequence: bigint | null
  readonly body: Buffer | null
  /** What is still to pass before it may leave. */
  readonly holds: readonly Hold[]
  readonly turn: Turn
  readonly follows: DeliveryId | null
}

type Decided = {
  readonly rows: readonly Row[]
  readonly before: ReadonlyMap<PersonId, Position>
  readonly after: ReadonlyMap<PersonId, Position>
  /** Persons who died or came back, perhaps both in this very batch. */
  readonly deathsMet: ReadonlySet<PersonId>
  readonly repeated: number
  readonly gaps: OpenReport['gaps']
}

/** Another member of the group wrote the same persons meanwhile (a rebalance): decide again. */
const positionMoved = (error: unknown): boolean => (error as { code?: unknown }).code === 'UF001'

/**
 * Opens an agency's deliveries for a batch of person events. What each person's next sequence numbers are is
 * read first, the bodies are built, and one statement writes everything, provided that nobody moved a person on
 * in between.
 */
export const openWork =
  (pool: Pool) =>
  async (agency: AgencyId, events: readonly MetEvent[]): Promise<OpenReport> => {
    for (;;) {
      const before = await positions(pool, agency, events)
      const decided = decide(events, before, await openedAlready(pool, events, before))
      try {
        const heads = await write(pool, agency, decided)
        return { opened: decided.rows.length, repeated: decided.repeated, gaps: decided.gaps, heads }
      } catch (error) {
        if (!positionMoved(error)) throw error
      }
    }
  }

const positions = async (
  pool: Pool,
  agency: AgencyId,
  events: readonly MetEvent[],
): Promise<ReadonlyMap<PersonId, Position>> => {
  const persons = [...new Set(events.map(({ person }) => person))]
  const { rows } = await pool.query<{
    person_id: PersonId
    seq: bigint | null
    sequence: bigint
    deaths: number
    whole: boolean
    closed: boolean
  }>({
    name: 'agency-positions',
    text: `select asked.person_id, p.last_person_seq as seq, coalesce(p.last_sequence, 0) as sequence,
            coalesce(p.deaths, 0) as deaths,
            coalesce(g.from_beginning, true) as whole,
            exists (select from agency_closings c
                     where c.agency = $1 and c.starts_at <= now() and now() < c.ends_at) as closed
       from unnest($2::uuid[]) as asked(person_id)
       left join agency_persons p on p.agency = $1 and p.person_id = asked.person_id
       left join agency_groups g on g.agency = $1`,
    values: [agency, persons],
  })
  const firstSeqs = new Map(events.toReversed().map(({ person, personSeq }) => [person, personSeq]))
  return new Map(
    rows.map(({ person_id, seq, sequence, deaths, whole, closed }) => {
      // An agency that joined later starts a person at the first event it meets; the others at number one.
      const start = whole ? 0n : (firstSeqs.get(person_id) ?? 1n) - 1n
      return [person_id, { known: seq !== null, personSeq: seq ?? start, sequence, deaths, closed }]
    }),
  )
}

/** Of the events that lie behind, those whose delivery exists. (None lies behind but at redeliveries.) */
const openedAlready = async (
  pool: Pool,
  events: readonly MetEvent[],
  before: ReadonlyMap<PersonId, Position>,
): Promise<ReadonlySet<DeliveryId>> => {
  const behind = events.filter(({ person, personSeq }) => personSeq <= (before.get(person)?.personSeq ?? 0n))
  const ids = behind.flatMap(({ delivery }) => (delivery === null ? [] : [delivery.id]))
  if (ids.length === 0) return new Set()
  const { rows } = await pool.query<{ id: DeliveryId }>(
    'select id from deliveries where id = any($1::uuid[])',
    [ids],
  )
  return new Set(rows.map(({ id }) => id))
}

const decide = (
  events: readonly MetEvent[],
  before: ReadonlyMap<PersonId, Position>,
  existing: ReadonlySet<DeliveryId>,
): Decided => {
  const after = new Map<PersonId, Position>()
  const rows: Row[] = []
  const gaps: OpenReport['gaps'][number][] = []
  // Grows within the batch: what the reconciler put back can stand in one batch with the first copy.
  const opened = new Set(existing)
  const deathsMet = new Set<PersonId>()
  let repeated = 0
  const now = new Date()

  for (const event of events) {
    const at = after.get(event.person) ?? before.get(event.person)
    if (at === undefined) throw new Error('a person without a position')
    if (event.personSeq > at.personSeq + 1n) {
      gaps.push({ person: event.person, expected: at.personSeq + 1n, found: event.personSeq })
      continue
    }
    const behind = event.personSeq <= at.personSeq
    if (behind && (event.delivery === null || opened.has(event.delivery.id))) {
      repeated += 1
      continue
    }
    const row = event.delivery === null ? null : openRow(event, event.delivery, at, now)
    if (row !== null) {
      rows.push(row)
      opened.add(row.id)
    }
    if (event.kind === 'death') deathsMet.add(event.person)
    after.set(event.person, {
      known: at.known,
      personSeq: behind ? at.personSeq : event.personSeq,
      sequence: row?.sequence ?? at.sequence,
      deaths: deathsAfter(at.deaths, event),
      closed: at.closed,
    })
  }
  return { rows, before, after, deathsMet, repeated, gaps }
}

const deathsAfter = (before: number, { kind, turn }: MetEvent): number => {
  if (kind !== 'death' || turn === 'corrected') return before
  return turn === 'declared' ? before + 1 : Math.max(before - 1, 0)
}

const deathHold: Hold = { reason: 'death', until: null }

/** Released by the first look after the agency has opened: calendars change, so no end is written down. */
const calendarHold = (now: Date): Hold => ({ reason: 'calendar', until: now })

const openRow = (
  event: MetEvent,
  delivery: NonNullable<MetEvent['delivery']>,
  at: Position,
  now: Date,
): Row => {
  const { id, turn, follows } = delivery
  const about = { event, id, kind: event.kind, turn, follows }
  const diedBefore = at.deaths > 0 && event.kind !== 'death'
  const pending = delivery.holds.filter(
    ({ reason, until }) => reason !== 'calendar' && (until === null || until > now),
  )
  const holds = [...(diedBefore ? [deathHold] : []), ...pending, ...(at.closed ? [calendarHold(now)] : [])]
  if (holds.length > 0 || follows !== null) return { ...about, sequence: null, body: null, holds }
  const sequence = at.sequence + 1n
  return { ...about, sequence, body: delivery.freeze(sequence), holds }
}

/**
 * Moves the persons on, inserts what is opened, and holds what a death holds, in one statement. Persons whose position
 * is no longer what was read undo all of it. A condition that was met before is not waited for; a delivery that was
 * withdrawn before is opened and finds its outcome.
 */
const writeStatement = `
  with asked as (
    select * from unnest($2::uuid[], $3::boolean[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::integer[])
      as a(person_id, known, old_seq, old_sequence, new_seq, new_sequence, deaths)
  ), advanced as (
    update agency_persons p set last_person_seq = a.new_seq, last_sequence = a.new_sequence, deaths = a.deaths
      from asked a
     where a.known and p.agency = $1 and p.person_id = a.person_id
       and p.last_person_seq = a.old_seq and p.last_sequence = a.old_sequence
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
    select p.*, array(select c.reason from unnest(string_to_array(p.conditions, ',')) with ordinality c(reason, place)
                       where c.reason not in (select l.reason from lifted_holds l where l.delivery_id = p.id)
                       order by c.place) as waits_for
      from planned p
  ), opened as (
    insert into deliveries (id, declaration_id, person_event_id, person_id, agency, kind, opened_at, sequence,
                            frozen_body, turn, follows)
    select id, declaration_id, person_event_id, person_id, $1, kind, now(), sequence,
           substring($22::bytea from start for length), turn, follows
      from opening
  ), awaited as (
    insert into awaited_confirmations (delivery_id) select id from opening where follows is not null
  ), working as (
    insert into delivery_work (id, agency, shard, person_id, sequence, state, reason, wake_at, waits_for, hold_until)
    select id, $1, shard, person_id, sequence, case when sequence is null then 'held' else 'due' end, held_for,
           case when waits_for <> '{}' then 'infinity' else coalesce(hold_until, now()) end, waits_for, hold_until
      from opening o
     where not exists (select from delivery_outcomes f where f.id = o.id)
  )
  select refuse_when((select count(*) from advanced) + (select count(*) from begun) <> cardinality($2::uuid[]),
                     'a person was moved on meanwhile') as written,
         (select array_agg(o.id) from opening o
           where o.sequence is not null
             and (select earlier.sequence from delivery_work earlier
                   where earlier.person_id = o.person_id and earlier.agency = $1
                     and earlier.sequence < o.sequence and earlier.state = any($24::text[])
                   order by earlier.sequence limit 1) is null) as unblocked`

/** What was opened and may go to the lanes beside at once; nothing where other rows had to be written with it. */
const write = async (pool: Pool, agency: AgencyId, decided: Decided): Promise<readonly OpenedHead[]> => {
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
  { rows, before, after }: Decided,
): Promise<readonly OpenedHead[]> => {
  const persons = [...after.keys()].sort()
  const was = persons.map((person) => before.get(person) as Position)
  const is = persons.map((person) => after.get(person) as Position)
  const instant = ({ holds }: Row): Hold | null => lastHold(holds.filter(({ until }) => until !== null))
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
const headsOf = (rows: readonly Row[], unblocked: ReadonlySet<DeliveryId>): readonly OpenedHead[] => {
  const persons = new Set<PersonId>()
  return rows.flatMap(({ id, event: { person, declaration }, body }) => {
    if (body === null || persons.has(person)) return []
    persons.add(person)
    return unblocked.has(id) ? [{ id, person, declaration, shard: shardOf(person), frozenBody: body }] : []
  })
}

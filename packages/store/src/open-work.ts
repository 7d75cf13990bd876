import type { MetEvent, OpenedHead, OpenReport } from '@unefois/broker/ports/deliveries.ts'
import { statesThatHoldBack } from '@unefois/domain/delivery.ts'
import type { AgencyId, DeliveryId, PersonId } from '@unefois/domain/ids.ts'
import type { Pool } from 'pg'
import { shardOf } from './lanes-store.ts'
import { packed } from './packed.ts'

/** Where an agency's consumer stands with a person. */
type Position = { readonly known: boolean; readonly personSeq: bigint; readonly sequence: bigint }

type Row = {
  readonly event: MetEvent
  readonly id: DeliveryId
  readonly kind: string
  readonly sequence: bigint | null
  readonly body: Buffer | null
  readonly heldFor: string | null
  readonly wakeAt: Date
}

type Decided = {
  readonly rows: readonly Row[]
  readonly before: ReadonlyMap<PersonId, Position>
  readonly after: ReadonlyMap<PersonId, Position>
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
    whole: boolean
  }>({
    name: 'agency-positions',
    text: `select asked.person_id, p.last_person_seq as seq, coalesce(p.last_sequence, 0) as sequence,
            coalesce(g.from_beginning, true) as whole
       from unnest($2::uuid[]) as asked(person_id)
       left join agency_persons p on p.agency = $1 and p.person_id = asked.person_id
       left join agency_groups g on g.agency = $1`,
    values: [agency, persons],
  })
  const firstSeqs = new Map(events.toReversed().map(({ person, personSeq }) => [person, personSeq]))
  return new Map(
    rows.map(({ person_id, seq, sequence, whole }) => {
      // An agency that joined later starts a person at the first event it meets; the others at number one.
      const start = whole ? 0n : (firstSeqs.get(person_id) ?? 1n) - 1n
      return [person_id, { known: seq !== null, personSeq: seq ?? start, sequence }]
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
    const row = event.delivery === null ? null : openRow(event, event.delivery, at.sequence + 1n, now)
    if (row !== null) {
      rows.push(row)
      opened.add(row.id)
    }
    after.set(event.person, {
      known: at.known,
      personSeq: behind ? at.personSeq : event.personSeq,
      sequence: row?.sequence ?? at.sequence,
    })
  }
  return { rows, before, after, repeated, gaps }
}

const openRow = (
  event: MetEvent,
  delivery: NonNullable<MetEvent['delivery']>,
  sequence: bigint,
  now: Date,
): Row => {
  const about = { event, id: delivery.id, kind: delivery.kind }
  const { hold } = delivery
  return hold !== null && hold.until > now
    ? { ...about, sequence: null, body: null, heldFor: hold.reason, wakeAt: hold.until }
    : { ...about, sequence, body: delivery.freeze(sequence), heldFor: null, wakeAt: now }
}

/**
 * Moves the persons on and inserts what is opened, in one statement. Persons whose position is no longer what was
 * read undo all of it.
 */
const writeStatement = `
  with asked as (
    select * from unnest($2::uuid[], $3::boolean[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[])
      as a(person_id, known, old_seq, old_sequence, new_seq, new_sequence)
  ), advanced as (
    update agency_persons p set last_person_seq = a.new_seq, last_sequence = a.new_sequence
      from asked a
     where a.known and p.agency = $1 and p.person_id = a.person_id
       and p.last_person_seq = a.old_seq and p.last_sequence = a.old_sequence
    returning 1
  ), begun as (
    insert into agency_persons (agency, person_id, last_person_seq, last_sequence)
    select $1, person_id, new_seq, new_sequence from asked where not known order by person_id
    on conflict do nothing
    returning 1
  ), opening as (
    select * from unnest($8::uuid[], $9::uuid[], $10::uuid[], $11::uuid[], $12::text[], $13::bigint[], $14::int[],
                         $15::text[], $16::timestamptz[], $17::smallint[], $20::int[])
      as o(id, declaration_id, person_event_id, person_id, kind, sequence, start, held_for, wake_at, shard, length)
  ), opened as (
    insert into deliveries (id, declaration_id, person_event_id, person_id, agency, kind, opened_at, sequence,
                            frozen_body)
    select id, declaration_id, person_event_id, person_id, $1, kind, now(), sequence,
           substring($19::bytea from start for length) from opening
  ), working as (
    insert into delivery_work (id, agency, shard, person_id, sequence, state, reason, wake_at)
    select id, $1, shard, person_id, sequence, case when sequence is null then 'held' else 'due' end, held_for,
           case when sequence is null then wake_at else now() end
      from opening
  )
  select refuse_when((select count(*) from advanced) + (select count(*) from begun) <> cardinality($2::uuid[]),
                     'a person was moved on meanwhile') as written,
         (select array_agg(o.id) from opening o
           where o.sequence is not null
             and (select earlier.sequence from delivery_work earlier
                   where earlier.person_id = o.person_id and earlier.agency = $1
                     and earlier.sequence < o.sequence and earlier.state = any($18::text[])
                   order by earlier.sequence limit 1) is null) as unblocked`

const write = async (
  pool: Pool,
  agency: AgencyId,
  { rows, before, after }: Decided,
): Promise<readonly OpenedHead[]> => {
  if (after.size === 0) return []
  const persons = [...after.keys()].sort()
  const was = persons.map((person) => before.get(person) as Position)
  const is = persons.map((person) => after.get(person) as Position)
  const bodies = packed(rows.map(({ body }) => body))
  const result = await pool.query<{ unblocked: DeliveryId[] | null }>({
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
      rows.map(({ id }) => id),
      rows.map(({ event }) => event.declaration),
      rows.map(({ event }) => event.personEvent),
      rows.map(({ event }) => event.person),
      rows.map(({ kind }) => kind),
      rows.map(({ sequence }) => sequence),
      bodies.starts,
      rows.map(({ heldFor }) => heldFor),
      rows.map(({ wakeAt }) => wakeAt.toISOString()),
      rows.map(({ event }) => shardOf(event.person)),
      statesThatHoldBack,
      bodies.bytes,
      bodies.lengths,
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

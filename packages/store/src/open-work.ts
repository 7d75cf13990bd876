import type { DeliveryWork, MetEvent, OpenReport } from '@unefois/broker/ports/deliveries.ts'
import type { AgencyId, DeliveryId, PersonId } from '@unefois/domain/ids.ts'
import type { Pool } from 'pg'
import { amongAgencies } from './among-agencies.ts'
import { type DecidedOpenings, decideOpenings, isNoted, type Position } from './decide-openings.ts'
import { writeOpenings } from './write-openings.ts'

/** Another member of the group wrote the same persons meanwhile (a rebalance): decide again. */
const positionMoved = (error: unknown): boolean => (error as { code?: unknown }).code === 'UF001'

/** Deliveries of one agency to open, of events that it takes note of. */
type Opening = { readonly agency: AgencyId; readonly events: readonly MetEvent[] }

/**
 * Opens deliveries for a batch of person events. What each person's next sequence numbers are is read first, the bodies
 * are built, and one statement writes everything, provided that nobody moved a person on in between. What an agency
 * takes no note of costs nothing here: that none of it was missed is seen in the record. Agencies meet a person event
 * within a millisecond of each other: two statements for eight of them where it was sixteen.
 */
export const openWork = (pool: Pool): DeliveryWork['open'] => {
  const together = amongAgencies(
    (openings: readonly Opening[]) => openAll(pool, openings),
    ({ events }) => events.length,
  )
  return async (agency, met) => {
    const events = met.filter(isNoted)
    if (events.length === 0) return { opened: 0, repeated: 0, gaps: [], heads: [] }
    return together({ agency, events })
  }
}

const openAll = async (pool: Pool, openings: readonly Opening[]): Promise<readonly OpenReport[]> => {
  for (;;) {
    const decided = await decideAll(pool, openings)
    try {
      const heads = await writeOpenings(pool, decided)
      return decided.map(({ rows, repeated, gaps }, i) => ({
        opened: rows.length,
        repeated,
        gaps,
        heads: heads[i] ?? [],
      }))
    } catch (error) {
      if (!positionMoved(error) || openings.length > 1) throw error
    }
  }
}

type Before = ReadonlyMap<PersonId, Position>

const decideAll = async (pool: Pool, openings: readonly Opening[]): Promise<readonly DecidedOpenings[]> => {
  const before = await positions(pool, openings)
  const decided: DecidedOpenings[] = []
  for (const [i, { agency, events }] of openings.entries()) {
    const at = before[i] as Before
    decided.push(
      decideOpenings(agency, events, {
        positions: at,
        opened: await openedAlready(pool, events, at),
        awaited: await awaitedOf(pool, agency, events, at),
      }),
    )
  }
  return decided
}

/** Where each agency stands with the persons that it is to hear of. */
const positions = async (pool: Pool, openings: readonly Opening[]): Promise<readonly Before[]> => {
  const asked = openings.flatMap(({ agency, events }, opening) =>
    [...new Set(events.map(({ person }) => person))].map((person) => ({ opening, agency, person })),
  )
  const { rows } = await pool.query<{
    opening: number
    person_id: PersonId
    seq: bigint | null
    sequence: bigint
    deaths: number
    whole: boolean
    closed: boolean
  }>({
    name: 'agency-positions',
    text: `select asked.opening, asked.person_id, p.last_person_seq as seq, coalesce(p.last_sequence, 0) as sequence,
            coalesce(p.deaths, 0) as deaths,
            coalesce(g.from_beginning, true) as whole,
            exists (select from agency_closings c
                     where c.agency = asked.agency and c.starts_at <= now() and now() < c.ends_at) as closed
       from unnest($1::int[], $2::text[], $3::uuid[]) as asked(opening, agency, person_id)
       left join lateral (select * from agency_persons p
                           where p.agency = asked.agency and p.person_id = asked.person_id offset 0) p on true
       left join agency_groups g on g.agency = asked.agency`,
    values: [
      asked.map(({ opening }) => opening),
      asked.map(({ agency }) => agency),
      asked.map(({ person }) => person),
    ],
  })
  const before = openings.map(() => new Map<PersonId, Position>())
  const firstSeqs = openings.map(
    ({ events }) => new Map(events.toReversed().map(({ person, personSeq }) => [person, personSeq])),
  )
  for (const { opening, person_id, seq, sequence, deaths, whole, closed } of rows) {
    // An agency that joined later starts a person at the first event it meets; the others at number one.
    const start = whole ? 0n : (firstSeqs[opening]?.get(person_id) ?? 1n) - 1n
    before[opening]?.set(person_id, {
      known: seq !== null,
      personSeq: seq ?? start,
      sequence,
      deaths,
      closed,
    })
  }
  return before
}

/** Of the events that lie behind, those whose delivery exists. (None lies behind but at redeliveries.) */
const openedAlready = async (
  pool: Pool,
  events: readonly MetEvent[],
  before: Before,
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

/**
 * Asked only for persons whose next event does not follow at once upon the last that was noted: what lies between may
 * be of no concern to the agency, or may have been lost on its way.
 */
const awaitedOf = async (
  pool: Pool,
  agency: AgencyId,
  events: readonly MetEvent[],
  before: Before,
): Promise<ReadonlyMap<PersonId, readonly bigint[]>> => {
  const latest = new Map<PersonId, bigint>()
  const apart = new Set<PersonId>()
  for (const { person, personSeq } of events) {
    const last = latest.get(person) ?? before.get(person)?.personSeq ?? 0n
    if (personSeq > last + 1n) apart.add(person)
    if (personSeq > last) latest.set(person, personSeq)
  }
  if (apart.size === 0) return new Map()
  const persons = [...apart]
  const { rows } = await pool.query<{ person_id: PersonId; seqs: bigint[] }>({
    name: 'awaited-events',
    text: `select asked.person_id, found.seqs
             from unnest($2::uuid[], $3::bigint[], $4::bigint[]) as asked(person_id, after, until)
            cross join lateral (
              select array_agg(e.person_seq order by e.person_seq) as seqs from person_events e
               where e.person_id = asked.person_id and e.person_seq > asked.after and e.person_seq < asked.until
                 and ($1 = any(e.told_agencies) or e.type in ('unefois.death.v1', 'unefois.death.withdrawn.v1'))
            ) found
            where found.seqs is not null`,
    values: [
      agency,
      persons,
      persons.map((person) => before.get(person)?.personSeq ?? 0n),
      persons.map((person) => latest.get(person)),
    ],
  })
  return new Map(rows.map(({ person_id, seqs }) => [person_id, seqs]))
}

import type {
  AgencyStanding,
  AgencyStandings,
  StandingUpdate,
} from '@unefois/broker/ports/agency-standings.ts'
import type { AgencyId } from '@unefois/domain/ids.ts'
import type { Pool } from 'pg'
import { keptBriefly } from './kept-briefly.ts'
import { transaction } from './pool.ts'

/** However many operators and collectors look, the work table is counted by one at a time, so many milliseconds apart. */
const freshMs = 1_000
/** Failures are counted over an hour; the rest is deleted now and then. */
const forgetEveryMs = 60_000

export const agencyStandingsStore = (pool: Pool): AgencyStandings => {
  const kept = keptBriefly(() => readStandings(pool), freshMs)
  let forgetAt = 0

  return {
    all: kept.get,

    record: async (worker, updates) => {
      await writeStandings(pool, worker, updates)
      if (performance.now() < forgetAt) return
      forgetAt = performance.now() + forgetEveryMs
      await forgetOld(pool)
    },

    leave: async (worker) => {
      await pool.query('delete from agency_status where worker = $1', [worker])
    },
  }
}

/** In the agencies' order, so that two programs never wait for each other. */
const writeStatement = `
  with told as (
    select * from unnest($2::text[], $3::text[], $4::integer[], $5::timestamptz[], $6::timestamptz[], $7::text[])
      as t(agency, breaker, received, success_at, failure_at, failure) order by agency
  ), status as (
    insert into agency_status (agency, worker, breaker, received_last_minute)
    select agency, $1, breaker, received from told
    on conflict (agency, worker) do update
      set breaker = excluded.breaker, received_last_minute = excluded.received_last_minute
  ), lately as (
    insert into agency_lately as l (agency, last_success_at, last_failure_at, last_failure, failing_since)
    select agency, success_at, failure_at, failure, case when success_at is null then failure_at end from told
    on conflict (agency) do update
      set last_success_at = greatest(l.last_success_at, excluded.last_success_at),
          last_failure = case when l.last_failure_at > excluded.last_failure_at then l.last_failure
                              else coalesce(excluded.last_failure, l.last_failure) end,
          last_failure_at = greatest(l.last_failure_at, excluded.last_failure_at),
          failing_since = case when excluded.last_success_at > coalesce(l.last_success_at, '-infinity') then null
                               when excluded.last_failure_at > coalesce(l.last_failure_at, '-infinity')
                               then coalesce(l.failing_since, excluded.last_failure_at)
                               else l.failing_since end
  )
  insert into agency_failures as f (agency, minute, failure, attempts)
  select agency, date_trunc('minute', now()), failure, attempts
    from unnest($8::text[], $9::text[], $10::integer[]) as t(agency, failure, attempts) order by agency, failure
  on conflict (agency, minute, failure) do update set attempts = f.attempts + excluded.attempts`

const writeStandings = async (
  pool: Pool,
  worker: string,
  updates: readonly StandingUpdate[],
): Promise<void> => {
  const failures = updates.flatMap(({ agency, failures: ofAgency }) =>
    [...ofAgency].map(([failure, attempts]) => ({ agency, failure, attempts })),
  )
  await pool.query({
    name: 'agency-standings',
    text: writeStatement,
    values: [
      worker,
      updates.map(({ agency }) => agency),
      updates.map(({ breaker }) => breaker),
      updates.map(({ receivedLastMinute }) => receivedLastMinute),
      updates.map(({ lastSuccessAt }) => lastSuccessAt?.toISOString() ?? null),
      updates.map(({ lastFailureAt }) => lastFailureAt?.toISOString() ?? null),
      updates.map(({ lastFailure }) => lastFailure),
      failures.map(({ agency }) => agency),
      failures.map(({ failure }) => failure),
      failures.map(({ attempts }) => attempts),
    ],
  })
}

/** Also what programs left behind that were killed: they renew no lane any more. */
const forgetOld = async (pool: Pool): Promise<void> => {
  await pool.query(`delete from agency_failures where minute < now() - interval '2 hours'`)
  await pool.query(
    `delete from agency_status s where not exists (
       select from delivery_workers w where w.worker = s.worker and w.seen_at > now() - interval '1 minute')`,
  )
}

/**
 * The work table is counted whole: it is as small as the backlog. What waits for somebody counts as held, like
 * everywhere. Programs that have not renewed their lanes for five seconds are not asked.
 */
const readStatement = `
  with closed as (
    select distinct agency from agency_closings where starts_at <= now() and now() < ends_at
  ), work as (
    select w.agency, w.state, w.wake_at, w.due_since,
           (w.waits_for <> '{}' and w.waits_for <> '{predecessor}')
             or (w.state in ('held', 'due') and w.attempts = 0 and w.sent_at is null and c.agency is not null) as waits
      from delivery_work w left join closed c on c.agency = w.agency
     where not w.forced
  ), counted as (
    select agency,
           count(*) filter (where state = 'due' and not waits) as backlog,
           min(due_since) filter (where state = 'due' and not waits) as oldest,
           count(*) filter (where state = 'held' or waits) as held,
           count(*) filter (where state = 'parked' and not waits) as parked,
           count(*) filter (where state = 'deferred' and not waits) as deferred,
           count(*) filter (where state = 'needs-review') as needs_review,
           count(*) filter (where state = 'received' and wake_at < now()) as overdue
      from work group by agency
  ), sending as (
    select s.agency, bool_or(s.breaker = 'open') as open, bool_or(s.breaker = 'probing') as probing,
           sum(s.received_last_minute) as received
      from agency_status s
      join delivery_workers w on w.worker = s.worker and w.seen_at > now() - interval '5 seconds'
     group by s.agency
  ), failed as (
    select agency, jsonb_object_agg(failure, attempts) as failures
      from (select agency, failure, sum(attempts) as attempts from agency_failures
             where minute > now() - interval '1 hour' group by agency, failure) f
     group by agency
  )
  select agency, coalesce(c.backlog, 0) as backlog, c.oldest, coalesce(c.held, 0) as held,
         coalesce(c.parked, 0) as parked, coalesce(c.deferred, 0) as deferred,
         coalesce(c.needs_review, 0) as "needsReview", coalesce(c.overdue, 0) as overdue,
         case when s.open then 'open' when s.probing then 'probing' else 'closed' end as breaker,
         l.last_success_at as "lastSuccessAt", l.last_failure_at as "lastFailureAt",
         coalesce(f.failures, '{}') as failures, coalesce(s.received, 0) as received
    from counted c
    full join agency_lately l using (agency)
    full join sending s using (agency)
    full join failed f using (agency)`

type Row = Pick<AgencyStanding, 'breaker' | 'lastSuccessAt' | 'lastFailureAt' | 'failures'> &
  Record<'backlog' | 'held' | 'parked' | 'deferred' | 'needsReview' | 'overdue' | 'received', bigint> & {
    agency: AgencyId
    oldest: Date | null
  }

const standingOf = (row: Row): AgencyStanding => ({
  backlog: Number(row.backlog),
  held: Number(row.held),
  oldestDueSince: row.oldest,
  parked: Number(row.parked),
  deferred: Number(row.deferred),
  needsReview: Number(row.needsReview),
  overdue: Number(row.overdue),
  breaker: row.breaker,
  lastSuccessAt: row.lastSuccessAt,
  lastFailureAt: row.lastFailureAt,
  failures: row.failures,
  ratePerSecond: Number(row.received) / 60,
})

const readStandings = (pool: Pool): Promise<ReadonlyMap<AgencyId, AgencyStanding>> =>
  transaction(pool, async (client) => {
    // The one statement that reads a table whole: by the index it would fetch every row from a page of its own.
    await client.query('set local enable_seqscan = on; set local enable_hashjoin = on')
    const { rows } = await client.query<Row>(readStatement)
    return new Map(rows.map((row) => [row.agency, standingOf(row)]))
  })

import type { AgencyId } from '@unefois/domain/ids.ts'
import type { PoolClient } from 'pg'
import { isHeldBack } from './is-held-back.ts'

/** What one look places at most; a feed that is read for the first time catches up over several. */
const atOnce = 2_000

/**
 * Gives positions to what was released since the last look, under the lock of the feed's row. Nothing is passed over
 * for having been committed late: a look goes back to the latest instant before which every transaction has ended
 * (`safe_to`), known by the numbers of transactions, not by how long one may last. Returns how many it found.
 */
export const placeInFeed = async (client: PoolClient, agency: AgencyId): Promise<number> => {
  const { scannedTo, safeTo } = await moveMark(client, agency)
  const released = await enlistReleased(client, agency, scannedTo)
  await enlistDueAgain(client, agency, scannedTo)
  await forgetUnsent(client, agency)
  const placed = await placeWaiting(client, agency)
  // A look that could not see everything goes on where it ended.
  const seenTo =
    released.count < atOnce || released.latest === null ? safeTo : earlier(safeTo, released.latest)
  await client.query(
    'update feeds set scanned_to = greatest(scanned_to, $2::timestamptz) where agency = $1',
    [agency, seenTo],
  )
  if (placed > 0) await trim(client, agency)
  return placed
}

/** Instants are kept as text: a Date would round their microseconds away. Both are of one server, in UTC. */
const earlier = (a: string, b: string): string => (a === '-infinity' || a < b ? a : b)

const asText = (instant: string): string =>
  `case when isfinite(${instant}) then to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        else '-infinity' end`

/**
 * A release takes its instant right before its transaction is given a number or later; five seconds allow for a
 * program that is stopped in between. A mark that lies beyond all numbers is of another server, from a backup.
 */
const moveMark = async (
  client: PoolClient,
  agency: AgencyId,
): Promise<{ scannedTo: string; safeTo: string }> => {
  const { rows } = await client.query<{ scannedTo: string; safeTo: string }>(
    `with now_running as (
       select pg_snapshot_xmin(pg_current_snapshot()) as oldest, pg_snapshot_xmax(pg_current_snapshot()) as next
     ), marked as (
       update feeds f
          set safe_to = case when n.ended then greatest(f.safe_to, f.mark_at) else f.safe_to end,
              mark_at = case when n.ended or n.unknown then statement_timestamp() - interval '5 s' else f.mark_at end,
              mark_xid = case when n.ended or n.unknown then n.next else f.mark_xid end
         from (select f.mark_xid <= r.oldest as ended, f.mark_xid > r.next as unknown, r.next
                 from feeds f, now_running r where f.agency = $1) n
        where f.agency = $1
       returning f.scanned_to, f.safe_to
     )
     select ${asText('scanned_to')} as "scannedTo", ${asText('safe_to')} as "safeTo" from marked`,
    [agency],
  )
  const [marks] = rows
  if (marks === undefined) throw new Error('a feed without a row')
  return marks
}

/** The earliest first; what a withdrawal stopped before it left is never told. */
const enlistReleased = async (
  client: PoolClient,
  agency: AgencyId,
  scannedTo: string,
): Promise<{ count: number; latest: string | null }> => {
  const { rows } = await client.query<{ count: bigint; latest: string | null }>(
    `with released as materialized (
       select d.id, d.released_at from deliveries d
        where d.agency = $1 and d.released_at >= $2::timestamptz
          and not exists (select from feed_items i where i.delivery_id = d.id)
          and not exists (select from feed_waiting x where x.agency = $1 and x.delivery_id = d.id)
          and not exists (${endedUnsent('d.id')})
        order by d.released_at limit $3
     ), enlisted as (
       insert into feed_waiting (agency, delivery_id) select $1, id from released
     )
     select count(*) as count, max(${asText('released_at')}) as latest from released`,
    [agency, scannedTo, atOnce],
  )
  return { count: Number(rows[0]?.count ?? 0n), latest: rows[0]?.latest ?? null }
}

/**
 * Deferred until now, or replayed: what the agency has passed is given once more, at the end. These carry the beginning
 * of their transaction, which may lie before its number: hence ten seconds more.
 */
const enlistDueAgain = async (client: PoolClient, agency: AgencyId, scannedTo: string): Promise<void> => {
  await client.query(
    `insert into feed_waiting (agency, delivery_id)
     select w.agency, w.id from delivery_work w
      where w.agency = $1 and w.state = 'due' and w.wake_at >= $2::timestamptz - interval '10 s'
        and w.wake_at <= now()
        and exists (select from feed_items i where i.delivery_id = w.id)
        and not exists (select from feed_items i where i.delivery_id = w.id and i.passed_at is null)
     on conflict do nothing`,
    [agency, scannedTo],
  )
}

export const endedUnsent = (delivery: string): string => `
  select from delivery_outcomes o
   where o.id = ${delivery} and o.state in ('withdrawn', 'set-aside') and o.attempts = 0 and o.sent_at is null`

const forgetUnsent = async (client: PoolClient, agency: AgencyId): Promise<void> => {
  await client.query(
    `delete from feed_waiting x where x.agency = $1 and exists (${endedUnsent('x.delivery_id')})`,
    [agency],
  )
}

/** In the order of release, and whatever the clock did in between, a person's in the order of the sequence. */
const placeWaiting = async (client: PoolClient, agency: AgencyId): Promise<number> => {
  const { rowCount } = await client.query(
    `with free as materialized (
       select x.delivery_id, d.sequence,
              max(d.released_at) over (partition by d.person_id order by d.sequence) as released_at
         from feed_waiting x
         join deliveries d on d.id = x.delivery_id
         left join delivery_work w on w.id = x.delivery_id
        where x.agency = $1 and not ${isHeldBack}
     ), placed as (
       select delivery_id, row_number() over (order by released_at, sequence, delivery_id) as place from free
     ), moved_on as (
       update feeds set last_position = last_position + (select count(*) from placed) where agency = $1
       returning last_position - (select count(*) from placed) as before
     ), gone as (
       delete from feed_waiting x using placed p where x.agency = $1 and x.delivery_id = p.delivery_id
     )
     insert into feed_items (agency, position, delivery_id)
     select $1, m.before + p.place, p.delivery_id from placed p, moved_on m`,
    [agency],
  )
  return rowCount ?? 0
}

/** Items of deliveries whose retention has ended, a few at each look. */
const trim = async (client: PoolClient, agency: AgencyId): Promise<void> => {
  await client.query(
    `delete from feed_items i
      using (select position from feed_items where agency = $1 order by position limit 100) oldest
      where i.agency = $1 and i.position = oldest.position
        and not exists (select from deliveries d where d.id = i.delivery_id)`,
    [agency],
  )
}

import type { Pool } from 'pg'
import type { Topic } from './topics.ts'

/** The lock that a program holds in a session of its own for as long as it lives. */
export type Presence = {
  readonly key: number
  hold(): Promise<void>
}

export type Membership = {
  readonly group: string
  readonly topic: Topic
  readonly member: string
  /** With one, others take the partitions of a killed member at once, without it when its leases have ended. */
  readonly presence?: Presence | undefined
}

export type Lease = {
  readonly partition: number
  readonly epoch: bigint
  /** Offset of the next record to handle. */
  readonly committed: bigint
}

export type Standing = {
  /** All partitions this member owns now. */
  readonly leases: readonly Lease[]
  /** How many it should own, so that the live members share them evenly. */
  readonly quota: number
}

/** All instants are the database's: members' clocks need not agree. */
export const leaseMs = 2_500
/** Three beats fit in a lease: one lost or late beat costs no partition. */
export const beatMs = 700

/** A group that is new to the topic gets its place, durably: from then on it misses nothing. */
export async function joinTopic(
  pool: Pool,
  { group, topic }: Membership,
  from: 'beginning' | 'end',
): Promise<void> {
  await pool.query(
    `insert into log_leases (group_name, topic_id, partition, committed)
     select $1, topic_id, partition, case when $3 then next_offset else first_offset end
     from log_partitions where topic_id = $2
     on conflict do nothing`,
    [group, topic.id, from === 'end'],
  )
}

/**
 * One statement says "I live", renews what is owned, and takes what is free or whose owner has died, up to the
 * fair share. Own rows are renewed first (the share left depends on their count), so that two members that take
 * from each other cannot wait for each other.
 *
 * A lost beat is repeated and a lost commit handled again, so neither waits for the disk: `lazily` turns the flush
 * off for the one transaction that the statement is.
 */
const beatStatement = `
  with lazily as materialized (
    select set_config('synchronous_commit', 'off', true)
  ), alive as (
    insert into log_members (group_name, topic_id, member, seen_until, presence)
    select $1, $2, $3, now() + $4::int * interval '1 ms', $7 from lazily
    on conflict (group_name, topic_id, member)
    do update set seen_until = excluded.seen_until, presence = excluded.presence
  ), gone as (
    delete from log_members
    where group_name = $1 and topic_id = $2 and member <> $3
      and (seen_until < now()
           or case when presence is null then false else pg_try_advisory_xact_lock_shared(presence) end)
    returning member
  ), others as (
    select count(*)::int as live, (count(*) filter (where member < $3))::int as before_me
    from log_members
    where group_name = $1 and topic_id = $2 and member <> $3 and seen_until >= now()
      and member not in (select member from gone)
  ), share as (
    select $5::int / (live + 1) + case when before_me < $5::int % (live + 1) then 1 else 0 end as quota
    from others
  ), renewed as (
    update log_leases set held_until = now() + $4::int * interval '1 ms'
    where group_name = $1 and topic_id = $2 and owner = $3
    returning partition, epoch, committed
  ), free as (
    select partition from log_leases
    where group_name = $1 and topic_id = $2 and owner is distinct from $3
      and (held_until < now() or owner in (select member from gone))
    order by partition
    limit case when $6 then greatest(0, (select quota from share) - (select count(*) from renewed)) else 0 end
    for update skip locked
  ), taken as (
    update log_leases lease
    set owner = $3, epoch = epoch + 1, held_until = now() + $4::int * interval '1 ms'
    from free
    where lease.group_name = $1 and lease.topic_id = $2 and lease.partition = free.partition
    returning lease.partition, lease.epoch, lease.committed
  )
  select quota, partition, epoch, committed
  from share left join (select * from renewed union all select * from taken) owned on true`

type BeatRow = { quota: number; partition: number | null; epoch: string; committed: string }

/** `taking` false: only keeps what it has, to end its batches before it leaves. */
export async function beat(
  pool: Pool,
  { group, topic, member, presence }: Membership,
  taking: boolean,
): Promise<Standing> {
  await presence?.hold()
  const { rows } = await pool.query<BeatRow>({
    name: 'log-beat',
    text: beatStatement,
    values: [group, topic.id, member, leaseMs, topic.partitions, taking, presence?.key],
  })
  return {
    quota: rows[0]?.quota ?? 0,
    leases: rows.flatMap(({ partition, epoch, committed }) =>
      partition === null ? [] : [{ partition, epoch: BigInt(epoch), committed: BigInt(committed) }],
    ),
  }
}

/** What a member has handled: where it goes on in a partition that it owned when it began. */
export type Handled = { readonly membership: Membership; readonly lease: Lease }

/** One statement for all, of several groups too; false for a partition that has had another owner since: there nothing was changed. */
export async function commit(pool: Pool, handled: readonly Handled[]): Promise<readonly boolean[]> {
  const { rows } = await pool.query<{ place: number }>({
    name: 'log-commit',
    text: `with lazily as materialized (select set_config('synchronous_commit', 'off', true))
           update log_leases lease set committed = done.committed
           from lazily, unnest($1::text[], $2::int[], $3::text[], $4::smallint[], $5::bigint[], $6::bigint[], $7::int[])
             as done(group_name, topic_id, member, partition, epoch, committed, place)
           where lease.group_name = done.group_name and lease.topic_id = done.topic_id and lease.owner = done.member
             and lease.partition = done.partition and lease.epoch = done.epoch
           returning done.place`,
    values: [
      handled.map(({ membership }) => membership.group),
      handled.map(({ membership }) => membership.topic.id),
      handled.map(({ membership }) => membership.member),
      handled.map(({ lease }) => lease.partition),
      handled.map(({ lease }) => lease.epoch),
      handled.map(({ lease }) => lease.committed),
      handled.map((_, place) => place),
    ],
  })
  const kept = new Set(rows.map(({ place }) => place))
  return handled.map((_, place) => kept.has(place))
}

/** Lets others take these partitions at once. */
export async function release(
  pool: Pool,
  { group, topic, member }: Membership,
  partitions: readonly number[],
): Promise<void> {
  await pool.query(
    `update log_leases set owner = null, held_until = '-infinity'
     where group_name = $1 and topic_id = $2 and owner = $3 and partition = any($4)`,
    [group, topic.id, member, partitions],
  )
}

export async function leave(pool: Pool, { group, topic, member }: Membership): Promise<void> {
  await pool.query(
    `with gone as (
       delete from log_members where group_name = $1 and topic_id = $2 and member = $3
     )
     update log_leases set owner = null, held_until = '-infinity'
     where group_name = $1 and topic_id = $2 and owner = $3`,
    [group, topic.id, member],
  )
}

import type { Pool } from 'pg'

/** Rows a statement deletes at most: short transactions, so that appenders and readers notice nothing. */
const atOnce = 5_000

/**
 * The oldest records of one partition that are past their time and that every group has handled. It looks at the
 * first `$4` only, so that it costs the same whether there is anything to delete or not.
 */
const trimStatement = `
  with handled as (
    select coalesce(min(lease.committed), head.next_offset) as before
    from log_partitions head
    left join log_leases lease on lease.topic_id = head.topic_id and lease.partition = head.partition
    where head.topic_id = $1 and head.partition = $2
    group by head.next_offset
  ), oldest as (
    select record_offset, appended_at from log_records
    where topic_id = $1 and partition = $2 and record_offset < (select before from handled)
    order by record_offset
    limit $4
  ), trimmed as (
    delete from log_records record using oldest
    where record.topic_id = $1 and record.partition = $2 and record.record_offset = oldest.record_offset
      and oldest.appended_at < now() - $3::float8 * interval '1 ms'
    returning record.record_offset
  )
  update log_partitions head set first_offset = (select max(record_offset) + 1 from trimmed)
  where head.topic_id = $1 and head.partition = $2 and exists (select from trimmed)
  returning (select count(*)::int from trimmed) as trimmed`

/** Deletes what is older than `keepMs` and handled by all groups; resolves with the number of records. */
export async function trimLog(pool: Pool, keepMs: number): Promise<number> {
  const partitions = await pool.query<{ topic_id: number; partition: number }>(
    'select topic_id, partition from log_partitions order by topic_id, partition',
  )
  let total = 0
  for (const { topic_id, partition } of partitions.rows) {
    let trimmed: number
    do {
      const { rows } = await pool.query<{ trimmed: number }>(trimStatement, [
        topic_id,
        partition,
        keepMs,
        atOnce,
      ])
      trimmed = rows[0]?.trimmed ?? 0
      total += trimmed
    } while (trimmed === atOnce)
  }
  return total
}

import type { LogRecord, StoredRecord } from '@unefois/broker/ports/event-log.ts'
import type { Pool } from 'pg'
import { partitionOfKey } from './partition-of-key.ts'
import type { Topic } from './topics.ts'

/**
 * Heads are locked in the order of partitions, so that two appenders never wait for each other; then moved; then
 * the rows go in, all in one statement and so in one transaction. Headers and values travel as one binary
 * parameter and are cut out by length: an array of bytea would go as text, twice as long.
 */
const append = `
  with locked as (
    select head.partition, head.next_offset, added.records
    from log_partitions head
    join unnest($2::smallint[], $3::int[]) as added(partition, records) using (partition)
    where head.topic_id = $1
    order by head.partition
    for update of head
  ), moved as (
    update log_partitions head set next_offset = head.next_offset + locked.records
    from locked where head.topic_id = $1 and head.partition = locked.partition
    returning head.partition, head.next_offset - locked.records as first
  ), stored as (
  insert into log_records (topic_id, partition, record_offset, key, headers, value)
  select $1, moved.partition, moved.first + sent.nth, sent.key,
         convert_from(substring($8::bytea from sent.start for sent.header_bytes), 'UTF8')::json,
         substring($8::bytea from sent.start + sent.header_bytes for sent.value_bytes)
  from unnest($4::smallint[], $5::int[], $6::text[], $7::int[], $9::int[], $10::int[])
       as sent(partition, nth, key, start, header_bytes, value_bytes)
  join moved using (partition)
  returning 1
  )
  select partition, first, (select count(*)::int from stored) as stored from moved`

/** Resolves when all records are durable, in their order, with the next offsets of their partitions. */
export async function appendRecords(
  pool: Pool,
  topic: Topic,
  records: readonly LogRecord[],
): Promise<readonly StoredRecord[]> {
  if (records.length === 0) return []
  const added = new Map<number, number>()
  const columns = {
    partition: [] as number[],
    nth: [] as number[],
    key: [] as string[],
    start: [] as number[],
    headerBytes: [] as number[],
    valueBytes: [] as number[],
  }
  const parts: Buffer[] = []
  let start = 1
  for (const { key, headers, value } of records) {
    const partition = partitionOfKey(key, topic.partitions)
    const nth = added.get(partition) ?? 0
    added.set(partition, nth + 1)
    const header = Buffer.from(JSON.stringify(headers))
    columns.partition.push(partition)
    columns.nth.push(nth)
    columns.key.push(key)
    columns.start.push(start)
    columns.headerBytes.push(header.length)
    columns.valueBytes.push(value.length)
    parts.push(header, value)
    start += header.length + value.length
  }
  const { rows } = await pool.query<{ partition: number; first: string; stored: number }>({
    name: 'log-append',
    text: append,
    values: [
      topic.id,
      [...added.keys()],
      [...added.values()],
      columns.partition,
      columns.nth,
      columns.key,
      columns.start,
      Buffer.concat(parts),
      columns.headerBytes,
      columns.valueBytes,
    ],
  })
  const stored = rows[0]?.stored ?? 0
  if (stored !== records.length)
    throw new Error(`The event log stored ${stored} of ${records.length} records`)
  const firsts = new Map(rows.map(({ partition, first }) => [partition, BigInt(first)]))
  return records.map((record, i) => {
    const partition = columns.partition[i] as number
    const offset = (firsts.get(partition) as bigint) + BigInt(columns.nth[i] as number)
    return { ...record, topic: topic.name, partition, offset }
  })
}

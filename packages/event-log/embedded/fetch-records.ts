import type { Batch, StoredRecord } from '@unefois/broker/ports/event-log.ts'
import type { Pool } from 'pg'
import type { Topic } from './topics.ts'

/** As Kafka's `max.partition.fetch.bytes`: what one batch may weigh, unless its first record alone is heavier. */
export const batchBytes = 1_048_576

/** The next slice of every partition asked for, in one statement. */
const fetchStatement = `
  select slice.partition, slice.record_offset, slice.key, slice.headers, slice.value
  from unnest($2::smallint[], $3::bigint[]) as wanted(partition, position)
  cross join lateral (
    select *, sum(octet_length(value)) over (order by record_offset rows unbounded preceding)
              - octet_length(value) as bytes_before
    from (
      select partition, record_offset, key, headers, value
      from log_records
      where topic_id = $1 and partition = wanted.partition and record_offset >= wanted.position
      order by record_offset
      limit $4
    ) next
  ) slice
  where slice.bytes_before < $5
  order by slice.partition, slice.record_offset`

type Row = {
  partition: number
  record_offset: string
  key: string
  headers: Record<string, string>
  value: Buffer
}

export type Wanted = { readonly partition: number; readonly position: bigint }

/** A slice that stopped at one of its bounds: there is more. */
export type Slice = Batch & { readonly full: boolean }

export async function fetchRecords(
  pool: Pool,
  topic: Topic,
  wanted: readonly Wanted[],
  maxRecords: number,
): Promise<readonly Slice[]> {
  const { rows } = await pool.query<Row>({
    name: 'log-fetch',
    text: fetchStatement,
    values: [
      topic.id,
      wanted.map(({ partition }) => partition),
      wanted.map(({ position }) => position),
      maxRecords,
      batchBytes,
    ],
  })
  const byPartition = new Map<number, StoredRecord[]>()
  for (const { record_offset, partition, key, headers, value } of rows) {
    const record = { topic: topic.name, partition, offset: BigInt(record_offset), key, headers, value }
    const slice = byPartition.get(partition)
    if (slice) slice.push(record)
    else byPartition.set(partition, [record])
  }
  return [...byPartition].map(([partition, records]) => {
    const bytes = records.reduce((sum, { value }) => sum + value.length, 0)
    return {
      topic: topic.name,
      partition,
      records,
      full: records.length >= maxRecords || bytes >= batchBytes,
    }
  })
}

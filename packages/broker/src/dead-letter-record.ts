import { createHash } from 'node:crypto'
import { type AgencyId, agencyId } from '@unefois/domain/ids.ts'
import type { DeadLetterToKeep } from './ports/dead-letters.ts'
import type { LogRecord, StoredRecord } from './ports/event-log.ts'
import { topics } from './topics.ts'

/** Says of a record that an operator put it back; whoever reads the log may wish to know. */
export const putBackHeader = 'put_back'

/** The record as it was, and in headers why and where its consumer could not read it. */
export const toDeadLetter = (record: StoredRecord, agency: AgencyId, cause: string): LogRecord => ({
  key: record.key,
  value: record.value,
  headers: {
    ...record.headers,
    dead_cause: cause,
    dead_group: agency,
    dead_topic: record.topic,
    dead_partition: String(record.partition),
    dead_offset: String(record.offset),
  },
})

/** Lengths go in too, so that no two records read alike. */
const fingerprintOf = ({ key, headers, value }: LogRecord): Buffer => {
  const named = Object.entries(headers).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([key, named, value.length]))
    .update(value)
    .digest()
}

const ours = new Set([
  'dead_cause',
  'dead_group',
  'dead_topic',
  'dead_partition',
  'dead_offset',
  putBackHeader,
])

/** Null for what no consumer of ours can have written. */
export const fromDeadLetter = ({ key, headers, value }: LogRecord): DeadLetterToKeep | null => {
  const { dead_cause = '', dead_group = '', dead_topic = '', dead_partition = '', dead_offset = '' } = headers
  const readable =
    [dead_cause, dead_group].every((word) => /^[a-z][a-z\d-]{0,39}$/.test(word)) &&
    dead_topic === topics.declarations &&
    /^\d{1,5}$/.test(dead_partition) &&
    /^\d{1,18}$/.test(dead_offset)
  if (!readable) return null
  const record = {
    key,
    value,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !ours.has(name))),
  }
  return {
    agency: agencyId(dead_group),
    cause: dead_cause,
    topic: dead_topic,
    partition: Number(dead_partition),
    offset: BigInt(dead_offset),
    record,
    fingerprint: fingerprintOf(record),
  }
}

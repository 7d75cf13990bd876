import type { StoredRecord } from '@unefois/broker/ports/event-log.ts'

/** Of each partition, kept in memory at most; a group that is further behind reads the table. */
const keptRecords = 1_000
const keptBytes = 4_194_304

type Stretch = { records: StoredRecord[]; bytes: number; appendedHere: boolean }

/**
 * The newest records of a topic, as this program has appended or fetched them: eight groups that follow the log
 * closely then read the table once, or not at all where the relay runs beside them. Records never change and their
 * offsets are dense, so whatever is here is what the table holds.
 */
export type TailOfTopic = {
  /** In order, without gaps in a partition; appended by this program, or fetched from the table. */
  add(records: readonly StoredRecord[], came: 'appended' | 'fetched'): void
  /**
   * From this offset on, at most so many records and bytes (but one at least); null when the table must be asked.
   * `full`: there is more.
   */
  from(
    partition: number,
    offset: bigint,
    bounds: { readonly records: number; readonly bytes: number },
  ): { readonly records: readonly StoredRecord[]; readonly full: boolean } | null
  /**
   * Whether a reader at this offset has read all that is known, and it was this program that appended last: the
   * relay is here, and a hint brings its records along. What others append, the poll of the heads will show.
   */
  isAtEnd(partition: number, offset: bigint): boolean
}

const sizeOf = ({ value }: StoredRecord): number => value.length

export function tailOfTopic(): TailOfTopic {
  const stretches = new Map<number, Stretch>()

  /** What follows is added, what is known is left, and after a gap the stretch begins anew. */
  function append(stretch: Stretch, record: StoredRecord): void {
    const last = stretch.records.at(-1)
    if (last !== undefined && record.offset <= last.offset) return
    if (last !== undefined && record.offset !== last.offset + 1n) {
      stretch.records = []
      stretch.bytes = 0
    }
    stretch.records.push(record)
    stretch.bytes += sizeOf(record)
  }

  /** Half at a time, so that each record is moved once at most. */
  function forget(stretch: Stretch): void {
    if (stretch.records.length <= keptRecords && stretch.bytes <= keptBytes) return
    stretch.records = stretch.records.slice(Math.ceil(stretch.records.length / 2))
    stretch.bytes = stretch.records.reduce((sum, record) => sum + sizeOf(record), 0)
  }

  return {
    add(records, came) {
      for (const record of records) {
        const stretch = stretches.get(record.partition) ?? { records: [], bytes: 0, appendedHere: false }
        stretches.set(record.partition, stretch)
        append(stretch, record)
        stretch.appendedHere = came === 'appended'
        forget(stretch)
      }
    },
    from(partition, offset, bounds) {
      const records = stretches.get(partition)?.records ?? []
      const first = records[0]
      const last = records.at(-1)
      if (first === undefined || last === undefined || offset < first.offset || offset > last.offset)
        return null
      const start = Number(offset - first.offset)
      let end = start
      let bytes = 0
      for (const record of records.slice(start, start + bounds.records)) {
        if (end > start && bytes >= bounds.bytes) break
        bytes += sizeOf(record)
        end += 1
      }
      return { records: records.slice(start, end), full: end < records.length }
    },
    isAtEnd(partition, offset) {
      const stretch = stretches.get(partition)
      const last = stretch?.records.at(-1)
      return stretch?.appendedHere === true && last !== undefined && offset === last.offset + 1n
    },
  }
}

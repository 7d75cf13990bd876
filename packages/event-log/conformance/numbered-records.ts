import type { LogRecord } from '@unefois/broker/ports/event-log.ts'

/** Records that say where they belong: `<key>#<n>`, n counting from 0 within the key. */
export function numberedRecords(keys: readonly string[], from: number, perKey: number): LogRecord[] {
  const records: LogRecord[] = []
  for (let n = from; n < from + perKey; n++) {
    for (const key of keys) {
      records.push({
        key,
        headers: { ce_id: `${key}#${n}`, ce_type: 'conformance' },
        value: Buffer.from(`${n}`),
      })
    }
  }
  return records
}

export const keysNamed = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}`)

export const identity = (record: LogRecord): string => record.headers['ce_id'] ?? ''

export const identities = (records: readonly LogRecord[]): string[] => records.map(identity)

/** What a handler that remembers ids would have done: repetitions make no second effect. */
export function effects(records: readonly LogRecord[]): string[] {
  return [...new Set(identities(records))]
}

/** Each key's effects in the order in which they came about. */
export function effectsByKey(records: readonly LogRecord[]): Map<string, string[]> {
  const byKey = new Map<string, string[]>()
  for (const id of effects(records)) {
    const key = id.slice(0, id.lastIndexOf('#'))
    byKey.set(key, [...(byKey.get(key) ?? []), id])
  }
  return byKey
}

/** What `effectsByKey` must be when nothing was lost and each key kept its order. */
export function expectedByKey(keys: readonly string[], perKey: number): Map<string, string[]> {
  return new Map(keys.map((key) => [key, Array.from({ length: perKey }, (_, n) => `${key}#${n}`)]))
}

/** The same, in the order of the keys' names: which key came first says nothing. */
export const byName = (byKey: Map<string, string[]>): Map<string, string[]> => new Map([...byKey].sort())

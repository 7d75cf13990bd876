import { randomUUID } from 'node:crypto'
import type { EventLog, LogRecord } from '@unefois/broker/ports/event-log.ts'

const idOf = (record: LogRecord) => record.headers['ce_id'] ?? ''

/** Records with ids of their own, `perKey` for each of `keys` keys. */
export function newRecords(name: string, keys: number, perKey = 1): LogRecord[] {
  return Array.from({ length: keys * perKey }, (_, n) => ({
    key: `${name}-${n % keys}`,
    headers: { ce_id: `${name}-${n}` },
    value: Buffer.from(name),
  }))
}

/** What was acknowledged and is not on the topic: read by a new group until it has no lag. */
export async function lostFrom(
  log: EventLog,
  topic: string,
  acknowledged: readonly LogRecord[],
): Promise<readonly string[]> {
  const group = `ledger-${randomUUID()}`
  const stored = new Set<string>()
  const reader = await log.subscribe(
    { group, topic, from: 'beginning', maxRecords: 500, onFailure() {} },
    async (batch) => {
      for (const record of batch.records) stored.add(idOf(record))
    },
  )
  const deadline = performance.now() + 60_000
  while ((await log.lag(group, topic)) > 0n) {
    if (performance.now() > deadline) throw new Error('the topic could not be read to its end within 60 s')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await reader.stop()
  return acknowledged.map(idOf).filter((id) => !stored.has(id))
}

import { randomUUID } from 'node:crypto'
import { registry } from '@unefois/agencies/registry.ts'
import { toHeaders } from '@unefois/broker/person-event-record.ts'
import type { LogRecord } from '@unefois/broker/ports/event-log.ts'
import { topics } from '@unefois/broker/topics.ts'
import type { DeclarationId, PersonEventId, PersonId } from '@unefois/domain/ids.ts'
import { openEmbeddedLog } from '@unefois/event-log/embedded/open-embedded-log.ts'
import { openWakeUps } from '@unefois/store/wake-ups.ts'
import { expect, test } from 'vitest'
import { type Stage, startStage } from './chaos/stage.ts'

const publish = async ({ ground, pool }: Stage, records: readonly LogRecord[]): Promise<void> => {
  const wakeUps = await openWakeUps(ground.databaseUrl)
  const log = openEmbeddedLog({ pool, wakeUps, member: 'poisoner' })
  await log.publish(topics.declarations, records)
  await log.close()
  await wakeUps.close()
}

const without = (headers: LogRecord['headers']): LogRecord => ({
  key: randomUUID(),
  headers,
  value: Buffer.from('not what it should be'),
})

/** Right headers, and a content that this declaration's key does not open. */
const withHeaders = (declaration: string): LogRecord =>
  without(
    toHeaders({
      id: randomUUID() as PersonEventId,
      type: 'unefois.address-change.v1',
      time: new Date(),
      person: randomUUID() as PersonId,
      personSeq: 1n,
      declaration: declaration as DeclarationId,
    }),
  )

const deadLetters = async ({ pool }: Stage): Promise<readonly string[]> => {
  const { rows } = await pool.query<{ cause: string }>(
    `select r.headers ->> 'dead_cause' as cause
       from log_records r join log_topics t on t.id = r.topic_id where t.name = $1`,
    [topics.deadLetters],
  )
  return rows.map(({ cause }) => cause)
}

test('what no consumer can read becomes a dead letter of each, and the partitions go on', async () => {
  const stage = await startStage('embedded')
  try {
    await stage.file(8)
    const { rows } = await stage.pool.query<{ id: string }>('select id from declarations limit 1')
    const declaration = rows[0]?.id ?? ''
    // By random keys, so that every one of the six partitions has some.
    const nameless = Array.from({ length: 24 }, () => without({ ce_id: 'no id' }))
    const unreadable = Array.from({ length: 24 }, () => withHeaders(declaration))
    await publish(stage, [...nameless, ...unreadable])
    await stage.file(40)
    expect(await stage.rest()).toMatchObject({ atRest: true })
    expect(await stage.violations()).toEqual([])
    const causes = await deadLetters(stage)
    const of = (cause: string): number => causes.filter((one) => one === cause).length
    expect(of('headers')).toBe(24 * registry.length)
    expect(of('content')).toBe(24 * registry.length)
  } finally {
    await stage.dispose()
  }
}, 300_000)

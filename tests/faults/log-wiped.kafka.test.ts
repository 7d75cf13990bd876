import { setTimeout as pause } from 'node:timers/promises'
import { whyNoKafka } from '@unefois/infra/kafka-local/kafka-for-tests.ts'
import { expect, test } from 'vitest'
import { startStage } from './chaos/stage.ts'

const why = await whyNoKafka({ toBreak: true })
if (why) console.warn(`NOT RUN ON KAFKA: ${why}`)

/**
 * Postgres is the record and Kafka the transport: a broker that comes back empty, without topics, records or places
 * of groups, costs time and no declaration, and nobody has to restart anything. (Once somebody had: the topics were
 * made at the start of a service only, and the relay failed for ever.)
 */
test.skipIf(why)(
  'a Kafka that loses all its data while everything runs is filled again from the record',
  async () => {
    const stage = await startStage('kafka')
    try {
      await stage.file(20)
      await stage.rest()
      const filing = stage.file(150)
      await pause(1_500)
      await stage.ground.wipeKafka()
      await filing
      expect(await stage.rest()).toMatchObject({ atRest: true })
      expect(await stage.violations()).toEqual([])
      for (const { counts } of Object.values(stage.services.of)) expect(counts.endedByItself).toBe(0)
    } finally {
      await stage.dispose()
    }
  },
  300_000,
)

import { setTimeout as pause } from 'node:timers/promises'
import { whyNoKafka } from '@unefois/infra/kafka-local/kafka-for-tests.ts'
import { expect, test } from 'vitest'
import { until } from '../running/until.ts'
import { startStage } from './chaos/stage.ts'

const why = await whyNoKafka({ toBreak: true })
if (why) console.warn(`NOT RUN ON KAFKA: ${why}`)

/** Postgres is the record and Kafka the transport: a broker that comes back empty costs time, no declaration. */
test.skipIf(why)(
  'a Kafka that lost all its data is filled again from the record',
  async () => {
    const stage = await startStage('kafka')
    try {
      const { relay, 'delivery-1': one, 'delivery-2': two } = stage.services.of
      await stage.file(20)
      await stage.rest()
      await Promise.all([one.halt(), two.halt()])
      await stage.file(40)
      await until('the outbox is empty', async () => {
        const { rowCount } = await stage.pool.query('select from outbox')
        return rowCount === 0
      })
      await relay.halt()
      await stage.ground.wipeKafka()
      await stage.file(20)
      // So that all of it counts as lost when the reconciler first looks; else the rest would wait a minute.
      await pause(15_000)
      await Promise.all([relay.resume(), one.resume(), two.resume()])
      expect(await stage.rest()).toMatchObject({ atRest: true })
      expect(await stage.violations()).toEqual([])
    } finally {
      await stage.dispose()
    }
  },
  300_000,
)

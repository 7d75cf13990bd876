import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { EventLog, LogRecord } from '@unefois/broker/ports/event-log.ts'
import { openKafkaLog } from '@unefois/event-log/kafka/open-kafka-log.ts'
import { temporaryKafkaFolder, whyNoKafka } from '@unefois/infra/kafka-local/kafka-for-tests.ts'
import { type LocalKafka, startLocalKafka } from '@unefois/infra/kafka-local/local-kafka.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lostFrom, newRecords } from './ledger.ts'
import { plainProducer, plainSend } from './plain-producer.ts'

const why = await whyNoKafka({ toBreak: true })
if (why) console.warn(`NOT RUN ON KAFKA: ${why}`)

/**
 * A broker that freezes while a batch is on its way, and thaws after the client gave up: the batch is stored
 * although it counts as failed. The next, different, batch of as many records then gets its sequence number.
 */
describe.skipIf(why)(
  'loss A: a batch that takes the place of one that timed out',
  { timeout: 60_000 },
  () => {
    let dataDir = ''
    let kafka: LocalKafka
    let log: EventLog
    const events: string[] = []

    beforeAll(async () => {
      dataDir = await temporaryKafkaFolder()
      kafka = await startLocalKafka({ dataDir })
      log = await openKafkaLog({
        brokers: [kafka.brokers],
        clientId: 'guarded',
        journal: { info() {}, alarm: (code) => events.push(code) },
        timings: { request: 1_000, publishDeadline: 2_500 },
      })
    }, 240_000)
    afterAll(async () => {
      await log?.close()
      await kafka?.kill()
      await rm(dataDir, { recursive: true, force: true })
    }, 60_000)

    /** Returns what was acknowledged. The second batch is published while the first is indeterminate. */
    const freezeDuring = async (
      send: (topic: string, records: readonly LogRecord[]) => Promise<void>,
    ): Promise<{ topic: string; acknowledged: LogRecord[]; first: LogRecord[] }> => {
      const topic = `loss-a-${randomUUID()}`
      await log.ensureTopic(topic, 1)
      const before = newRecords('before', 10)
      await send(topic, before)
      const first = newRecords('first', 10)
      kafka.pause()
      try {
        await expect(send(topic, first)).rejects.toThrow()
      } finally {
        kafka.resume()
      }
      const second = newRecords('second', 10)
      await send(topic, second)
      return { topic, acknowledged: [...before, ...second], first }
    }

    it('happens to kafkajs by itself', async () => {
      const producer = await plainProducer(kafka.brokers, { requestTimeout: 1_000, retries: 1 })
      let lost: readonly string[] = []
      // 3 of 3 runs lost the second batch when this was measured; the broker may still win a race.
      for (let tries = 0; tries < 3 && lost.length === 0; tries++) {
        const { topic, acknowledged } = await freezeDuring((to, records) => plainSend(producer, to, records))
        lost = await lostFrom(log, topic, acknowledged)
      }
      await producer.disconnect()
      expect(lost.length).toBe(10)
      expect(lost.every((id) => id.startsWith('second-'))).toBe(true)
    })

    it('does not happen to the guarded driver, and what timed out can be published again', async () => {
      for (let run = 0; run < 2; run++) {
        const { topic, acknowledged, first } = await freezeDuring(log.publish)
        await log.publish(topic, first)
        expect(await lostFrom(log, topic, [...acknowledged, ...first])).toEqual([])
      }
      expect(events).toContain('kafka-producer-replaced')
    })
  },
)

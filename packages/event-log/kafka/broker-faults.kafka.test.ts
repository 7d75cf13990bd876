import { rm } from 'node:fs/promises'
import type { EventLog, LogRecord, Subscription } from '@unefois/broker/ports/event-log.ts'
import { temporaryKafkaFolder, whyNoKafka } from '@unefois/infra/kafka-local/kafka-for-tests.ts'
import { kafkaVersions } from '@unefois/infra/kafka-local/kafka-versions.ts'
import { type LocalKafka, startLocalKafka } from '@unefois/infra/kafka-local/local-kafka.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, keeping, subscribing } from '../conformance/log-under-test.ts'
import {
  byName,
  effectsByKey,
  expectedByKey,
  keysNamed,
  numberedRecords,
} from '../conformance/numbered-records.ts'
import { openLog } from './conformance-opener.ts'

const why = await whyNoKafka({ toBreak: true })
if (why) console.warn(`NOT RUN ON KAFKA: ${why}`)

const keys = keysNamed('person', 10)

describe.skipIf(why).each(kafkaVersions)(
  'a broker of %s that fails under load',
  { timeout: 120_000 },
  (version) => {
    let dataDir = ''
    let kafka: LocalKafka
    let log: EventLog

    beforeAll(async () => {
      dataDir = await temporaryKafkaFolder()
      kafka = await startLocalKafka({ version, dataDir })
      log = await openLog({ brokers: [kafka.brokers] })
    }, 240_000)
    afterAll(async () => {
      await log?.close()
      await kafka?.kill()
      await rm(dataDir, { recursive: true, force: true })
    }, 60_000)

    /** As the relay does: the same again until it is acknowledged. */
    const insist = async (topic: string, records: readonly LogRecord[]): Promise<void> => {
      for (;;) {
        try {
          return await log.publish(topic, records)
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 100))
        }
      }
    }

    const underLoad = async (
      topic: string,
      rounds: number,
      fail: (member: Subscription) => Promise<void>,
    ): Promise<void> => {
      await log.ensureTopic(topic, 3)
      const { kept, keep } = keeping()
      const member = await log.subscribe(subscribing(topic, topic), keep)
      await member.ready()
      const load = (async () => {
        for (let round = 0; round < rounds; round++) await insist(topic, numberedRecords(keys, round, 1))
      })()
      await eventually('the load runs', () => kept.length > 20)
      await fail(member)
      await load
      await eventually(
        'everything arrived',
        () => [...effectsByKey(kept).values()].flat().length >= rounds * 10,
        60_000,
      )
      expect(byName(effectsByKey(kept))).toEqual(byName(expectedByKey(keys, rounds)))
      await eventually('the member is healthy', () => member.healthy())
      await eventually('no lag', async () => (await log.lag(topic, topic)) === 0n)
      await member.stop()
    }

    it('loses nothing and goes on by itself after SIGKILL', () =>
      underLoad('killed', 300, async () => {
        await kafka.kill()
        await kafka.restart()
      }))

    it('says that it is unwell while the broker is frozen, and goes on when it thaws', () =>
      underLoad('frozen', 300, async (member) => {
        kafka.pause()
        try {
          expect(await log.healthy()).toBe(false)
          await eventually('the member is unwell', () => !member.healthy(), 30_000)
        } finally {
          kafka.resume()
        }
        await eventually('the log is well', () => log.healthy())
      }))
  },
)

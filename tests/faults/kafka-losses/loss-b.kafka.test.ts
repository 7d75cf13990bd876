import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { EventLog, LogRecord } from '@unefois/broker/ports/event-log.ts'
import { openKafkaLog } from '@unefois/event-log/kafka/open-kafka-log.ts'
import { temporaryKafkaFolder, whyNoKafka } from '@unefois/infra/kafka-local/kafka-for-tests.ts'
import { type LocalCluster, startLocalCluster } from '@unefois/infra/kafka-local/local-cluster.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lostFrom, newRecords } from './ledger.ts'
import { plainProducer, plainSend } from './plain-producer.ts'

const why = await whyNoKafka({ toBreak: true })
if (why) console.warn(`NOT RUN ON KAFKA: ${why}`)

/** Longer than the 3 s after which the cluster gives a silent broker's partitions to others. */
const untilPartitionsMoved = 5_000
const tryLimit = 5

/**
 * A leader freezes while a send over all leaders is on its way, the others answer, its partitions move to them,
 * and it dies. kafkajs has the others' answers already, so it never sends what moved to them, and resolves.
 */
describe.skipIf(why)('loss B: partitions that move during a send', { timeout: 240_000 }, () => {
  let dataDir = ''
  let cluster: LocalCluster
  let log: EventLog
  const events: string[] = []

  beforeAll(async () => {
    dataDir = await temporaryKafkaFolder()
    cluster = await startLocalCluster({ nodes: 3, dataDir })
    log = await openKafkaLog({
      brokers: cluster.brokers.split(','),
      clientId: 'guarded',
      journal: { info() {}, alarm: (code) => events.push(code) },
    })
  }, 240_000)
  afterAll(async () => {
    await log?.close()
    await cluster?.kill()
    await rm(dataDir, { recursive: true, force: true })
  }, 60_000)

  const loseLeaderDuring = async (
    send: (topic: string, records: readonly LogRecord[]) => Promise<void>,
    victim: number,
  ): Promise<readonly string[]> => {
    const topic = `loss-b-${randomUUID()}`
    await log.ensureTopic(topic, 12)
    const before = newRecords('before', 48)
    await send(topic, before)
    const node = cluster.nodes[victim]
    if (!node) throw new Error(`there is no node ${victim}`)
    node.pause()
    const during = newRecords('during', 48)
    const sending = send(topic, during)
    await new Promise((resolve) => setTimeout(resolve, untilPartitionsMoved))
    await node.kill()
    await sending
    await node.restart()
    return lostFrom(log, topic, [...before, ...during])
  }

  it('happens to kafkajs by itself', async () => {
    const producer = await plainProducer(cluster.brokers, { requestTimeout: 30_000, retries: 1_000 })
    let lost: readonly string[] = []
    let tries = 0
    for (; tries < tryLimit && lost.length === 0; tries++) {
      lost = await loseLeaderDuring((topic, records) => plainSend(producer, topic, records), tries % 3)
    }
    await producer.disconnect()
    if (lost.length === 0) console.warn(`loss B did not show in ${tryLimit} tries without the guard`)
    expect(lost.length).toBeGreaterThan(0)
    expect(lost.every((id) => id.startsWith('during-'))).toBe(true)
  })

  it('does not happen to the guarded driver', async () => {
    for (let victim = 0; victim < 3; victim++) {
      expect(await loseLeaderDuring(log.publish, victim)).toEqual([])
    }
    // Otherwise the guard was not what kept the data.
    expect(events).toContain('kafka-partitions-sent-again')
  })
})

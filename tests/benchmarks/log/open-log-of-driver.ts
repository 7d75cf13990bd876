import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { EventLog } from '@unefois/broker/ports/event-log.ts'
import { openEmbeddedLog } from '@unefois/event-log/embedded/open-embedded-log.ts'
import { openKafkaLog } from '@unefois/event-log/kafka/open-kafka-log.ts'
import { startEmbeddedPostgres } from '@unefois/store/embedded-postgres/start-embedded-postgres.ts'
import { migrate } from '@unefois/store/migrate.ts'
import { openPool } from '@unefois/store/pool.ts'
import { openWakeUps } from '@unefois/store/wake-ups.ts'
import { startKafka } from '../benchmark-kafka.ts'
import type { Driver } from '../journey/stage.ts'

export type OpenLog = {
  readonly log: EventLog
  /** What keeps the records, by name; empty when it runs elsewhere. */
  readonly programs: Readonly<Record<string, number>>
  dispose(): Promise<void>
}

const embedded = async (dataDir: string): Promise<OpenLog> => {
  const postgres = await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') })
  await migrate(postgres.url)
  // As many connections as the product gives its log.
  const pool = openPool(postgres.url, { max: 6, applicationName: 'benchmark-log' })
  const wakeUps = await openWakeUps(postgres.url)
  const log = openEmbeddedLog({ pool, wakeUps, member: 'benchmark' })
  return {
    log,
    programs: { postgresql: postgres.pid() },
    dispose: async () => {
      await log.close()
      await wakeUps.close()
      await pool.end()
      await postgres.stop()
      await rm(postgres.location, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

const kafka = async (dataDir: string): Promise<OpenLog> => {
  const broker = await startKafka(join(dataDir, 'kafka'))
  const log = await openKafkaLog({
    brokers: [broker.brokers],
    clientId: 'benchmark',
    journal: { info() {}, alarm() {} },
  })
  return {
    log,
    programs: broker.pid === undefined ? {} : { kafka: broker.pid },
    dispose: async () => {
      await log.close()
      await broker.stop()
    },
  }
}

/** One driver of the event log on fresh data under `folder`, opened as the product opens it. */
export const openLogOfDriver = async (driver: Driver, folder: string): Promise<OpenLog> => {
  const dataDir = await mkdtemp(join(folder, 'log-'))
  const opened = await (driver === 'kafka' ? kafka(dataDir) : embedded(dataDir))
  return {
    ...opened,
    dispose: async () => {
      await opened.dispose()
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

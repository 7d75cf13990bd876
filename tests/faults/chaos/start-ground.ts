import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { type LocalKafka, startLocalKafka } from '@unefois/infra/kafka-local/local-kafka.ts'
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '@unefois/store/embedded-postgres/start-embedded-postgres.ts'
import type { RestartedProgram } from './restarted-program.ts'

export type GroundVictim = Pick<RestartedProgram, 'name' | 'kill' | 'counts'>

/** What the services stand on: the database, and Kafka if it is the log. Both can be killed and come back. */
export type Ground = {
  readonly databaseUrl: string
  readonly kafkaBrokers: string | null
  readonly victims: readonly GroundVictim[]
  readonly postgres: EmbeddedPostgres
  /** Kafka stops, forgets everything it had, and comes back on the same port. Throws where it is not the log. */
  wipeKafka(): Promise<void>
  stop(): Promise<void>
}

const killableKafka = (kafka: LocalKafka): GroundVictim => {
  const counts = { kills: 0, endedByItself: 0, crashes: [], refusals: [] }
  return {
    name: 'kafka',
    counts,
    kill: async () => {
      await kafka.kill()
      counts.kills += 1
      await kafka.restart()
      return true
    },
  }
}

const killablePostgres = (pid: () => number): GroundVictim => {
  const counts = { kills: 0, endedByItself: 0, crashes: [], refusals: [] }
  let last = 0
  return {
    name: 'postgres',
    counts,
    kill: async () => {
      const target = pid()
      // Not up again since the last time.
      if (target === last) return false
      last = target
      process.kill(target, 'SIGKILL')
      counts.kills += 1
      return true
    },
  }
}

export const startGround = async (log: 'embedded' | 'kafka', dataDir: string): Promise<Ground> => {
  const postgres = await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') })
  try {
    const kafka = log === 'kafka' ? await startLocalKafka({ dataDir: join(dataDir, 'kafka') }) : null
    return {
      databaseUrl: postgres.url,
      kafkaBrokers: kafka?.brokers ?? null,
      victims: [killablePostgres(postgres.pid), ...(kafka === null ? [] : [killableKafka(kafka)])],
      postgres,
      wipeKafka: async () => {
        if (kafka === null) throw new Error('Kafka is not the log here')
        await kafka.kill()
        await rm(join(dataDir, 'kafka', 'data'), { recursive: true, force: true })
        await kafka.restart()
      },
      stop: async () => {
        await kafka?.kill()
        await postgres.stop()
      },
    }
  } catch (error) {
    await postgres.stop()
    throw error
  }
}

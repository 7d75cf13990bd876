import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchServices, type RunningServices } from '@unefois/infra/separate-services/launch-services.ts'
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '@unefois/store/embedded-postgres/start-embedded-postgres.ts'
import { freePorts } from './free-ports.ts'
import { type Program, startProgram } from './start-program.ts'

export type SeparateUneFois = {
  readonly url: string
  readonly simulators: string
  readonly dataDir: string
  readonly postgres: EmbeddedPostgres
  readonly running: RunningServices<Program>
  /** Starts the services again on the same data and ports, after `running.stop()`. */
  restart(settings?: Readonly<Record<string, string>>): Promise<SeparateUneFois>
  dispose(): Promise<void>
}

/** Front door and services; then the simulators' control port, one for each of up to 23 agencies. */
const portsOfServices = 8
const portsNeeded = portsOfServices + 24

type Ground = {
  readonly dataDir: string
  readonly port: number
  readonly postgres: EmbeddedPostgres
  readonly brokers: string
}

const start = async (
  ground: Ground,
  settings: Readonly<Record<string, string>>,
): Promise<SeparateUneFois> => {
  const { dataDir, port, postgres, brokers } = ground
  const simulatorPort = port + portsOfServices
  const started: Program[] = []
  const running = await launchServices(
    {
      port,
      simulatorPort,
      dataDir,
      databaseUrl: postgres.url,
      brokers,
      settings: { LOG_LEVEL: 'warn', ...settings },
    },
    ({ program, settings: own }) => {
      const one = startProgram(program, own)
      started.push(one)
      return one
    },
  ).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${started.map((one) => one.output()).join('')}`)
  })
  return {
    url: running.url,
    simulators: `http://127.0.0.1:${simulatorPort}`,
    dataDir,
    postgres,
    running,
    restart: (more = {}) => start(ground, { ...settings, ...more }),
    dispose: async () => {
      await running.stop()
      await postgres.stop()
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Every service as a process of its own on real Kafka, on free ports and data of its own. */
export const startSeparateServices = async (
  brokers: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<SeparateUneFois> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'unefois-'))
  const postgres = await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') })
  return start({ dataDir, postgres, brokers, port: await freePorts(portsNeeded) }, settings)
}

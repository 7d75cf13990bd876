import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { registry } from '@unefois/agencies/registry.ts'
import { startEmbeddedPostgres } from '@unefois/store/embedded-postgres/start-embedded-postgres.ts'
import { openPool } from '@unefois/store/pool.ts'
import { freePorts } from '@unefois/tests/running/free-ports.ts'
import { type Program, startProgram, untilReady } from '@unefois/tests/running/start-program.ts'
import { type BenchmarkKafka, startKafka } from '../benchmark-kafka.ts'
import { type Child, startChild } from '../child-program.ts'
import type { BareReceiver } from '../programs/bare-receiver.ts'
import type { Filer } from '../programs/filer.ts'
import { startProfiledPostgres } from './profiled-postgres.ts'

export type Driver = 'embedded' | 'kafka'

/** Everything that a run needs, each a program of its own so that it is measured apart. */
export type Stage = {
  readonly driver: Driver
  readonly url: string
  readonly databaseUrl: string
  /** Whether the database counts its statements. */
  readonly profiled: boolean
  readonly dataDir: string
  /** Base port of the simulators, whose place the bare receiver takes. */
  readonly simulatorPort: number
  readonly product: Program
  readonly receiver: Child<BareReceiver>
  readonly filer: Child<Filer>
  readonly records: ReturnType<typeof openPool>
  readonly kafka: BenchmarkKafka | null
  /** Process ids by name, as far as they run on this machine. */
  readonly programs: Readonly<Record<string, number>>
  dispose(): Promise<void>
}

export type StageWishes = {
  readonly driver: Driver
  /** Under it the run's own folder, removed at its end: a disk that is as durable as the product's. */
  readonly folder: string
  /** Where the product writes its CPU profile when it ends. */
  readonly profileDir: string | null
  /** Of the product, beside the usual. */
  readonly settings?: Readonly<Record<string, string>>
}

/** Of the client: as many declarants at once. */
export const connections = 256

const host = '127.0.0.1'
/** The simulators' base port, one for each of up to 23 agencies, and the API's own. */
const portsNeeded = 25

/**
 * Starts what `npm start` starts, on a fresh database, the bare receiver in the place of the simulators. PostgreSQL
 * is the product's own embedded one, by its own launcher, started from here so that the records can be read.
 */
export const setStage = async (wishes: StageWishes): Promise<Stage> => {
  const disposals: (() => Promise<unknown>)[] = []
  const dispose = async (): Promise<void> => {
    for (const end of disposals.splice(0).reverse()) await end()
  }
  disposals.push(whenInterrupted(dispose))
  try {
    const stage = await startAll(wishes, (end) => disposals.push(end))
    return { ...stage, dispose }
  } catch (error) {
    await dispose()
    throw error
  }
}

/** Ctrl-C ends what was started, PostgreSQL too, which is in a session of its own. One press may come several times. */
const whenInterrupted = (dispose: () => Promise<void>): (() => Promise<void>) => {
  let ending: Promise<void> | null = null
  const interrupted = (): void => {
    ending ??= dispose().finally(() => process.exit(130))
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, interrupted)
  return async () => {
    // Not while it ends: a second signal would then end us before the rest.
    if (ending === null) for (const signal of signals) process.off(signal, interrupted)
  }
}

const startAll = async (
  { driver, folder, profileDir, settings }: StageWishes,
  later: (end: () => Promise<unknown>) => void,
): Promise<Omit<Stage, 'dispose'>> => {
  await mkdir(folder, { recursive: true })
  const dataDir = await mkdtemp(join(folder, 'run-'))
  later(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }))
  const pgDir = join(dataDir, 'postgres')
  const postgres = await (profileDir === null
    ? startEmbeddedPostgres({ dataDir: pgDir })
    : startProfiledPostgres(pgDir))
  later(() => rm(postgres.location, { recursive: true, force: true, maxRetries: 5 }))
  later(() => postgres.stop())
  const kafka = driver === 'kafka' ? await startKafka(join(dataDir, 'kafka')) : null
  if (kafka !== null) later(() => kafka.stop())

  const simulatorPort = await freePorts(portsNeeded)
  const receiver = startChild<BareReceiver>('bare-receiver')
  later(() => receiver.stop())
  const agencies = registry.map(({ id }) => id)
  await receiver.ask('listen', host, simulatorPort + 1, agencies)

  const port = simulatorPort + portsNeeded - 1
  const url = `http://${host}:${port}`
  const product = startProgram(
    'services/all-in-one/src/main.ts',
    {
      PORT: String(port),
      UNEFOIS_DATA: dataDir,
      DATABASE_URL: postgres.url,
      UNEFOIS_SIMULATORS: 'elsewhere',
      SIMULATOR_HOST: host,
      SIMULATOR_PORT: String(simulatorPort),
      ...settings,
      ...(kafka !== null && { KAFKA_BROKERS: kafka.brokers }),
      ...(profileDir !== null && { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profileDir}` }),
    },
    ['--demonstration'],
  )
  later(() => product.stop())
  await untilReady(product, url)

  const filer = startChild<Filer>('filer')
  later(() => filer.stop())
  await filer.ask('connect', url, connections)
  const records = openPool(postgres.url, { max: 1, applicationName: 'benchmark', statementTimeoutMs: 60_000 })
  later(() => records.end())
  const programs = {
    product: product.pid,
    postgresql: postgres.pid(),
    ...(kafka?.pid !== undefined && { kafka: kafka.pid }),
    receiver: receiver.pid,
    client: filer.pid,
  }
  const databaseUrl = postgres.url
  return {
    driver,
    url,
    databaseUrl,
    profiled: profileDir !== null,
    dataDir,
    simulatorPort,
    product,
    receiver,
    filer,
    records,
    kafka,
    programs,
  }
}

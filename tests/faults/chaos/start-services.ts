import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { freePorts } from '../../running/free-ports.ts'
import { type RestartedProgram, restartedProgram } from './restarted-program.ts'

export type ServiceName =
  | 'intake'
  | 'relay'
  | 'delivery-1'
  | 'delivery-2'
  | 'acknowledgement'
  | 'operations'
  | 'simulators'

export type Services = {
  readonly of: Readonly<Record<ServiceName, RestartedProgram>>
  readonly intakeUrl: string
  readonly operationsUrl: string
  /** Control port of the simulators. */
  readonly simulatorsUrl: string
  stop(): Promise<void>
}

export type Place = {
  readonly dataDir: string
  readonly databaseUrl: string
  /** Null: the embedded log. */
  readonly kafkaBrokers: string | null
  /** ISO 8601 durations separated by commas. */
  readonly retrySchedule: string
}

const paths: Readonly<Record<ServiceName, string>> = {
  intake: 'services/intake/src/main.ts',
  relay: 'services/relay/src/main.ts',
  'delivery-1': 'services/delivery/src/main.ts',
  'delivery-2': 'services/delivery/src/main.ts',
  acknowledgement: 'services/acknowledgement/src/main.ts',
  operations: 'services/operations/src/main.ts',
  simulators: 'services/agency-simulator/src/main.ts',
}
const names = Object.keys(paths) as ServiceName[]
/** The simulators' base port and those of up to 23 agencies. */
const simulatorPorts = 24

/** Every service as a program of its own, delivery twice, each started again whenever it ends. */
export const startServices = async (place: Place): Promise<Services> => {
  const outputs = join(place.dataDir, 'outputs')
  await mkdir(outputs, { recursive: true })
  const firstPort = await freePorts(simulatorPorts + names.length)
  const portOf = (name: ServiceName): number =>
    name === 'simulators' ? firstPort : firstPort + simulatorPorts + names.indexOf(name)
  const urlOf = (name: ServiceName): string => `http://127.0.0.1:${portOf(name)}`

  const shared = {
    UNEFOIS_DATA: place.dataDir,
    DATABASE_URL: place.databaseUrl,
    ...(place.kafkaBrokers !== null && { KAFKA_BROKERS: place.kafkaBrokers }),
    UNEFOIS_AUTH: 'demo',
    UNEFOIS_HOLD: 'PT0S',
    UNEFOIS_SIMULATORS: 'on',
    SIMULATOR_PORT: String(firstPort),
    UNEFOIS_BROKER_URL: urlOf('acknowledgement'),
    UNEFOIS_RETRY_SCHEDULE: place.retrySchedule,
    // Else a down agency would be left alone and nothing would park.
    UNEFOIS_BREAKER: 'off',
    LOG_LEVEL: 'warn',
  }
  const start = (name: ServiceName): [ServiceName, RestartedProgram] => [
    name,
    restartedProgram({
      name,
      path: paths[name],
      settings: { ...shared, PORT: String(portOf(name)) },
      url: name === 'simulators' ? null : urlOf(name),
      outputFile: join(outputs, `${name}.log`),
    }),
  ]
  const of = Object.fromEntries(names.map(start)) as Record<ServiceName, RestartedProgram>
  const stop = async (): Promise<void> => {
    await Promise.all(Object.values(of).map((program) => program.stop()))
  }
  try {
    await Promise.all(Object.values(of).map((program) => program.ready()))
  } catch (error) {
    await stop()
    throw error
  }
  return {
    of,
    intakeUrl: urlOf('intake'),
    operationsUrl: urlOf('operations'),
    simulatorsUrl: urlOf('simulators'),
    stop,
  }
}

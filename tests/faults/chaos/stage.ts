import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPool } from '@unefois/store/pool.ts'
import { checkLedgers } from '../checker/check-ledgers.ts'
import type { Ledgers, Violation } from '../checker/ledgers.ts'
import { clientLedger } from './client-ledger.ts'
import { fileDeclarations } from './file-declarations.ts'
import { inventedPersons, todayInQuebec } from './invented-persons.ts'
import { ledgersOfRun, simulatedAgencies } from './ledgers-of-run.ts'
import { operationsAt } from './operations.ts'
import { unopened } from './record-at-rest.ts'
import { type Settled, settle } from './settle.ts'
import { simulatorsAt } from './simulators.ts'
import { type Ground, startGround } from './start-ground.ts'
import { type Services, startServices } from './start-services.ts'

/** Everything running, for a test of one fault. */
export type Stage = {
  readonly dataDir: string
  readonly ground: Ground
  readonly services: Services
  readonly pool: ReturnType<typeof openPool>
  /** Files so many moves of persons whom nobody has heard of before, each until it is answered. */
  file(declarations: number, perSecond?: number, movesEach?: number): Promise<void>
  /** Until every delivery is final. */
  rest(): Promise<Settled>
  ledgers(): Promise<Ledgers>
  violations(): Promise<readonly Violation[]>
  dispose(): Promise<void>
}

const patienceMs = 120_000

export const startStage = async (log: 'embedded' | 'kafka'): Promise<Stage> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'unefois-fault-'))
  await chmod(dataDir, 0o755)
  const ground = await startGround(log, dataDir)
  const { databaseUrl, kafkaBrokers } = ground
  const services = await startServices({ dataDir, databaseUrl, kafkaBrokers, retrySchedule: 'PT1S,PT1S' })
  const pool = openPool(databaseUrl, { max: 2, applicationName: 'unefois-fault' })
  const ledger = clientLedger(join(dataDir, 'client.jsonl'))
  const seed = 1
  const invented = inventedPersons(seed, todayInQuebec())
  const parts = {
    operations: operationsAt(services.operationsUrl),
    simulators: simulatorsAt(services.simulatorsUrl),
    agencies: simulatedAgencies,
    patienceMs,
    unopened: () => unopened(pool),
  }
  let firstPerson = 1
  const ledgers = () => ledgersOfRun(services, ledger, invented)

  return {
    dataDir,
    ground,
    services,
    pool,
    file: async (declarations, perSecond = 50, movesEach) => {
      const from = firstPerson
      firstPerson += declarations
      await fileDeclarations({
        url: services.intakeUrl,
        seed,
        declarations,
        perSecond,
        ...(movesEach !== undefined && { movesEach }),
        firstPerson: from,
        invented,
        ledger,
        stop: new AbortController().signal,
      })
    },
    rest: () => settle(parts),
    ledgers,
    violations: async () => checkLedgers(await ledgers()),
    dispose: async () => {
      await pool.end()
      await services.stop()
      await ground.stop()
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

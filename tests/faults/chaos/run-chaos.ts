import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPool } from '@unefois/store/pool.ts'
import { checkLedgers } from '../checker/check-ledgers.ts'
import { type ChaosReport, reportOf } from './chaos-report.ts'
import { type ClientLedger, clientLedger } from './client-ledger.ts'
import { fileDeclarations } from './file-declarations.ts'
import { inventedPersons, todayInQuebec } from './invented-persons.ts'
import { killAtRandom } from './kill-at-random.ts'
import { type KillWishes, killPlans } from './kill-plans.ts'
import { ledgersOfRun } from './ledgers-of-run.ts'
import { operationsAt } from './operations.ts'
import { unopened } from './record-at-rest.ts'
import { seededRandom } from './seeded-random.ts'
import { type Settled, settle } from './settle.ts'
import { type Behaviour, type Simulators, simulatorsAt } from './simulators.ts'
import { type Ground, startGround } from './start-ground.ts'
import { type Services, startServices } from './start-services.ts'

export type ChaosWishes = {
  readonly log: 'embedded' | 'kafka'
  readonly seed: number
  readonly declarations: number
  /** How long the filing takes when nothing is down. */
  readonly seconds: number
  readonly kills: KillWishes
  say(line: string): void
}

/** Down from the first declaration to after the last, whatever else happens. */
const downAgency = 'revenu'

const behaviours = (seed: number): Readonly<Record<string, Behaviour>> => ({
  saaq: { mode: 'accept' },
  ramq: { mode: 'acknowledge-later', afterMs: 300 },
  rrq: { mode: 'flaky', rate: 0.25, seed },
  [downAgency]: { mode: 'down' },
  dge: { mode: 'slow', ms: 150 },
  'etat-civil': { mode: 'accept' },
  mess: { mode: 'flaky', rate: 0.1, seed },
  cnesst: { mode: 'acknowledge-later', afterMs: 20 },
})

const retrySchedule = 'PT0.5S,PT1S,PT2S,PT4S,PT4S'
/** A Kafka group takes up to a minute to notice that a member was killed; the reconciler comes after 15 s. */
const patienceMs = 150_000

/** The whole run: start, file while everything is killed, heal, come to rest, compare the ledgers. */
export const runChaos = async (wishes: ChaosWishes): Promise<ChaosReport> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'unefois-chaos-'))
  // The user of the embedded PostgreSQL must be able to enter.
  await chmod(dataDir, 0o755)
  const report = await onGround(wishes, dataDir)
  if (report.violations.length > 0) wishes.say(`what everybody wrote is kept in ${dataDir}`)
  else await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
  return report
}

const onGround = async (wishes: ChaosWishes, dataDir: string): Promise<ChaosReport> => {
  const ground = await startGround(wishes.log, dataDir)
  try {
    const { databaseUrl, kafkaBrokers } = ground
    const services = await startServices({ dataDir, databaseUrl, kafkaBrokers, retrySchedule })
    try {
      return await fileKillAndCheck(wishes, { dataDir, ground, services })
    } finally {
      await services.stop()
    }
  } finally {
    await ground.stop()
  }
}

type Running = { readonly dataDir: string; readonly ground: Ground; readonly services: Services }

const fileKillAndCheck = async (wishes: ChaosWishes, running: Running): Promise<ChaosReport> => {
  const { seed, say } = wishes
  const { dataDir, ground, services } = running
  const simulators = simulatorsAt(services.simulatorsUrl)
  const agencies = behaviours(seed)
  for (const [agency, behaviour] of Object.entries(agencies)) await simulators.behave(agency, behaviour)
  say('everything runs; filing and killing begin')

  const ledger = clientLedger(join(dataDir, 'client.jsonl'))
  const invented = inventedPersons(seed, todayInQuebec())
  const filed = await fileWhileKilling(wishes, running, { ledger, invented })
  await Promise.all(Object.values(services.of).map((program) => program.ready()))
  say(`filed in ${Math.round(filed.ms / 1000)} s; waiting for all but ${downAgency}, which stays down`)

  const rest = await comeToRest(running, simulators, Object.keys(agencies))
  say('at rest; comparing the ledgers')
  const ledgers = await ledgersOfRun(services, ledger, invented)
  const stats = new Map(
    await Promise.all(Object.keys(agencies).map(async (id) => [id, await simulators.stats(id)] as const)),
  )
  return reportOf({
    wishes,
    ledgers,
    stats,
    violations: checkLedgers(ledgers),
    rest,
    filingMs: filed.ms,
    kills: filed.kills,
    victims: [...Object.values(services.of), ...ground.victims],
    downAgency,
  })
}

const fileWhileKilling = async (
  { seed, declarations, seconds, kills }: ChaosWishes,
  { ground, services }: Running,
  filing: { readonly ledger: ClientLedger; readonly invented: ReturnType<typeof inventedPersons> },
): Promise<{ readonly ms: number; readonly kills: number }> => {
  const startedAt = performance.now()
  const never = new AbortController().signal
  const plans = killPlans(kills, seconds, services, ground)
  let done = 0
  const counted = plans.map(({ victim, ...plan }) => ({
    ...plan,
    victim: {
      name: victim.name,
      kill: async () => {
        const killed = await victim.kill()
        done += killed ? 1 : 0
        return killed
      },
    },
  }))
  let whileFiling = 0
  const filingDone = fileDeclarations({
    ...filing,
    url: services.intakeUrl,
    seed,
    declarations,
    perSecond: declarations / seconds,
    stop: never,
  }).then(() => {
    whileFiling = done
  })
  await Promise.all([
    filingDone,
    ...counted.map((plan) => killAtRandom(plan, seededRandom(seed, `kill ${plan.victim.name}`), never)),
  ])
  return { ms: performance.now() - startedAt, kills: whileFiling }
}

export type Rest = {
  /** Everybody else, while the one was still down. */
  readonly others: Settled
  /** States of the down agency's deliveries at that moment. */
  readonly downStates: readonly string[]
  /** What the down agency had received by then. */
  readonly downReceived: number
  readonly all: Settled
}

const comeToRest = async (
  { ground, services }: Running,
  simulators: Simulators,
  agencies: readonly string[],
): Promise<Rest> => {
  const operations = operationsAt(services.operationsUrl)
  const pool = openPool(ground.databaseUrl, { max: 1, applicationName: 'unefois-chaos' })
  try {
    const base = { operations, simulators, patienceMs, unopened: () => unopened(pool) }
    const others = await settle({ ...base, agencies: agencies.filter((agency) => agency !== downAgency) })
    const ofDown = await operations.all({ agency: downAgency })
    const downReceived = (await simulators.stats(downAgency)).received
    await simulators.behave(downAgency, { mode: 'accept' })
    const all = await settle({ ...base, agencies })
    return { others, downStates: [...new Set(ofDown.map(({ state }) => state))], downReceived, all }
  } finally {
    await pool.end()
  }
}

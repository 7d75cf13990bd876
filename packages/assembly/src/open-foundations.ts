import { randomBytes } from 'node:crypto'
import { availableParallelism, hostname } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import type { Activity } from '@unefois/broker/ports/activity.ts'
import type { AgencyStandings } from '@unefois/broker/ports/agency-standings.ts'
import type { Calendars } from '@unefois/broker/ports/calendars.ts'
import type { Cases } from '@unefois/broker/ports/cases.ts'
import type { Clock, Ids } from '@unefois/broker/ports/clock.ts'
import type { Conditions } from '@unefois/broker/ports/conditions.ts'
import type { DeadLetters } from '@unefois/broker/ports/dead-letters.ts'
import type { Declarations } from '@unefois/broker/ports/declarations.ts'
import type { Deliveries } from '@unefois/broker/ports/deliveries.ts'
import type { AgencyNetworks, EndpointRegister } from '@unefois/broker/ports/endpoint-register.ts'
import type { EventLog } from '@unefois/broker/ports/event-log.ts'
import type { Feeds } from '@unefois/broker/ports/feeds.ts'
import type { OwnDeliveries } from '@unefois/broker/ports/own-deliveries.ts'
import type { Pauses } from '@unefois/broker/ports/pauses.ts'
import type { Reminders } from '@unefois/broker/ports/reminders.ts'
import type { ReplayRuns, Replays } from '@unefois/broker/ports/replays.ts'
import type { SignedAcknowledgements } from '@unefois/broker/ports/signed-acknowledgements.ts'
import type { Subscriptions } from '@unefois/broker/ports/subscriptions.ts'
import type { Vault } from '@unefois/broker/ports/vault.ts'
import type { WakeUps } from '@unefois/broker/ports/wake-ups.ts'
import { replayLeaseMs } from '@unefois/broker/run-replays.ts'
import { failureOf } from '@unefois/domain/failure-of.ts'
import { openEmbeddedLog } from '@unefois/event-log/embedded/open-embedded-log.ts'
import { openKafkaLog } from '@unefois/event-log/kafka/open-kafka-log.ts'
import type { ReadinessCheck } from '@unefois/runtime/health-routes.ts'
import type { Journal } from '@unefois/runtime/journal.ts'
import { settings } from '@unefois/runtime/settings.ts'
import { activityStore } from '@unefois/store/activity-store.ts'
import { agencyNetworks } from '@unefois/store/agency-networks.ts'
import { agencyStandingsStore } from '@unefois/store/agency-standings-store.ts'
import { calendarsStore } from '@unefois/store/calendars-store.ts'
import { casesStore } from '@unefois/store/cases-store.ts'
import { conditionsStore } from '@unefois/store/conditions-store.ts'
import { deadLettersStore } from '@unefois/store/dead-letters-store.ts'
import { declarationsStore } from '@unefois/store/declarations-store.ts'
import { deliveriesStore } from '@unefois/store/deliveries-store.ts'
import { endpointRegister } from '@unefois/store/endpoint-register.ts'
import { feedsStore } from '@unefois/store/feeds-store.ts'
import { makeRoomAtStart } from '@unefois/store/keep-partitions.ts'
import { migrate } from '@unefois/store/migrate.ts'
import { ownDeliveriesStore } from '@unefois/store/own-deliveries-store.ts'
import { pausesStore } from '@unefois/store/pauses-store.ts'
import { openPool } from '@unefois/store/pool.ts'
import { remindersStore } from '@unefois/store/reminders-store.ts'
import { replayRuns } from '@unefois/store/replay-runs.ts'
import { replaysStore } from '@unefois/store/replays-store.ts'
import { signedAcknowledgementsStore } from '@unefois/store/signed-acknowledgements-store.ts'
import { subscriptionsStore } from '@unefois/store/subscriptions-store.ts'
import { openWakeUps } from '@unefois/store/wake-ups.ts'
import { type WorkerPresence, workerPresence } from '@unefois/store/worker-presence.ts'
import { openVault } from '@unefois/vault/open-vault.ts'
import { readOrMakeRootKey } from '@unefois/vault/read-or-make-root-key.ts'
import { v7 } from 'uuid'
import { newIds } from './new-ids.ts'

/** What every service needs to reach the record and the log. */
export const foundationSettings = {
  UNEFOIS_DATA: settings.UNEFOIS_DATA,
  DATABASE_URL: settings.DATABASE_URL.unwrap(),
  KAFKA_BROKERS: settings.KAFKA_BROKERS,
}

export type FoundationSettings = {
  readonly UNEFOIS_DATA: string
  readonly DATABASE_URL: string
  readonly KAFKA_BROKERS?: readonly string[] | undefined
}

export type Foundations = {
  readonly databaseUrl: string
  readonly pool: ReturnType<typeof openPool>
  /** For what every declaration goes through; see `hotConnections`. */
  readonly hotPool: ReturnType<typeof openPool>
  readonly vault: Vault
  readonly wakeUps: WakeUps
  readonly log: EventLog
  readonly declarations: Declarations
  readonly deliveries: Deliveries
  readonly replays: Replays
  readonly replayRuns: ReplayRuns
  readonly ownDeliveries: OwnDeliveries
  readonly feeds: Feeds
  readonly reminders: Reminders
  readonly signedAcknowledgements: SignedAcknowledgements
  readonly conditions: Conditions
  readonly cases: Cases
  readonly calendars: Calendars
  readonly pauses: Pauses
  readonly standings: AgencyStandings
  readonly activity: Activity
  readonly deadLetters: DeadLetters
  readonly register: EndpointRegister
  readonly networks: AgencyNetworks
  readonly subscriptions: Subscriptions
  readonly clock: Clock
  readonly ids: Ids
  /** Names this run of this program among those that share the work. */
  readonly worker: string
  /** Its sign of life; none before somebody asks it to hold. */
  readonly presence: WorkerPresence
  readonly checks: { readonly database: ReadinessCheck; readonly eventLog: ReadinessCheck }
  close(): Promise<void>
}

/** Most connections of everything else at once: people, agencies and operators who ask. */
const connections = 16
/**
 * Of what every declaration goes through: intake's commits, the relay, consumers and lanes. Few, so that each has its
 * plans and caches warm: over 32 connections work was spread evenly, and each plans its first executions anew.
 */
const hotConnections = Math.max(6, 3 * availableParallelism())
/** Of the embedded log alone, so that its leases are renewed however busy the rest is. */
const logConnections = 6

/**
 * Opens database, keys and log as the settings say, the schema brought up to date first. Threads of one program that
 * name the same wake each other without going through the database.
 */
export const openFoundations = async (
  service: string,
  from: FoundationSettings,
  journal: Journal,
  { amongThreads }: { readonly amongThreads?: string } = {},
): Promise<Foundations> => {
  const databaseUrl = from.DATABASE_URL
  await migrate(databaseUrl)
  const vault = openVault(await readOrMakeRootKey(join(from.UNEFOIS_DATA, 'keys', 'root.key')))
  // In a container that starts again host and pid are those of the run before, whose lanes are not this run's.
  const worker = `${service}@${hostname()}:${process.pid}:${randomBytes(4).toString('hex')}`
  const pool = openPool(databaseUrl, { max: connections, applicationName: `unefois-${service}` })
  // There is room for two months; whoever keeps history all the time will try again.
  await makeRoomAtStart(pool).catch((error: unknown) => journal.alarm('history.failed', failureOf(error)))
  const hotPool = openPool(databaseUrl, {
    max: hotConnections,
    applicationName: `unefois-${service}-hot`,
    plannedOnce: true,
  })
  const logPool = openPool(databaseUrl, { max: logConnections, applicationName: `unefois-${service}-log` })
  const wakeUps = await openWakeUps(databaseUrl, { ...(amongThreads !== undefined && { amongThreads }) })
  const presence = workerPresence(databaseUrl, worker)
  const log =
    from.KAFKA_BROKERS === undefined
      ? openEmbeddedLog({ pool: logPool, wakeUps, member: worker, presence })
      : await openKafkaLog({ brokers: from.KAFKA_BROKERS, clientId: `unefois-${service}`, journal })

  return {
    databaseUrl,
    pool,
    hotPool,
    vault,
    wakeUps,
    log,
    declarations: declarationsStore(hotPool, newIds.person, v7),
    deliveries: deliveriesStore(pool),
    replays: replaysStore(pool, v7),
    replayRuns: replayRuns(pool, replayLeaseMs),
    ownDeliveries: ownDeliveriesStore(pool),
    feeds: feedsStore(pool),
    reminders: remindersStore(pool),
    signedAcknowledgements: signedAcknowledgementsStore(pool),
    conditions: conditionsStore(pool),
    cases: casesStore(pool, v7),
    calendars: calendarsStore(pool, wakeUps),
    pauses: pausesStore(pool, wakeUps),
    standings: agencyStandingsStore(pool),
    activity: activityStore(pool),
    deadLetters: deadLettersStore(pool, v7),
    register: endpointRegister({ pool, vault, wakeUps, newId: v7 }),
    networks: agencyNetworks({ pool, wakeUps }),
    subscriptions: subscriptionsStore({ pool, wakeUps, newId: v7 }),
    clock: { now: () => new Date() },
    ids: newIds,
    worker,
    presence,
    checks: {
      database: { name: 'database', check: async () => (await pool.query('select 1')).rowCount === 1 },
      eventLog: { name: 'event-log', check: () => log.healthy() },
    },
    close: async () => {
      await log.close()
      await presence.end()
      await wakeUps.close()
      await Promise.all([pool.end(), hotPool.end(), logPool.end()])
    },
  }
}

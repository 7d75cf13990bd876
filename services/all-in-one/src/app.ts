import { join } from 'node:path'
import { knownBodies } from '@unefois/agencies/known-bodies.ts'
import { registry } from '@unefois/agencies/registry.ts'
import { withoutAgreement } from '@unefois/agencies/without-agreement.ts'
import { createApi } from '@unefois/assembly/create-api.ts'
import { knownPlaces } from '@unefois/assembly/known-places.ts'
import { type Foundations, openFoundations } from '@unefois/assembly/open-foundations.ts'
import { ageOn, startOfQuebecDay } from '@unefois/quebec/quebec-time.ts'
import { demonstrationTokens } from '@unefois/runtime/accounts.ts'
import type { HttpServer } from '@unefois/runtime/http-server.ts'
import type { Journal } from '@unefois/runtime/journal.ts'
import { createMetrics } from '@unefois/runtime/metrics.ts'
import { publicUrl } from '@unefois/runtime/public-url.ts'
import { acknowledgementKeys } from '@unefois/service-acknowledgement/acknowledgement-keys.ts'
import { acknowledgementRoutes } from '@unefois/service-acknowledgement/acknowledgement-routes.ts'
import { startSimulators } from '@unefois/service-agency-simulator/start-simulators.ts'
import { withRetrySchedule } from '@unefois/service-delivery/with-retry-schedule.ts'
import { agencyRoutes } from '@unefois/service-intake/agency-routes.ts'
import { declarationRoutes } from '@unefois/service-intake/declaration-routes.ts'
import { measureAgencies } from '@unefois/service-operations/measure-agencies.ts'
import { operationsRoutes } from '@unefois/service-operations/operations-routes.ts'
import { partnerRoutes } from '@unefois/service-partner/partner-routes.ts'
import { startEmbeddedPostgres } from '@unefois/store/embedded-postgres/start-embedded-postgres.ts'
import { readOrMakeSeed } from '@unefois/webhook/read-or-make-seed.ts'
import { amongThreads } from './among-threads.ts'
import type { Config } from './config.ts'
import { openWorkThread } from './open-work-thread.ts'
import { type Part, startInTurn } from './start-in-turn.ts'

/** Every service in one program: what `npm start` runs. Started in the order of the journey's needs. */
export const startAllInOne = (
  config: Config,
  journal: Journal,
): Promise<{ readonly address: string } & Part> =>
  startInTurn(async (started) => ({ address: await startParts(config, journal, started) }))

const startParts = async (
  config: Config,
  journal: Journal,
  started: (part: Part) => void,
): Promise<string> => {
  const DATABASE_URL = config.DATABASE_URL ?? (await embeddedDatabase(config, started))
  const foundations = await openFoundations('all-in-one', { ...config, DATABASE_URL }, journal, {
    amongThreads,
  })
  started({ stop: foundations.close })

  const agencies = withRetrySchedule(registry, config.UNEFOIS_RETRY_SCHEDULE)
  const base = publicUrl(config)
  const metrics = createMetrics('all-in-one')
  const work = { healthy: async (): Promise<boolean> => false }
  const api = await createApi({
    title: 'Une fois',
    journal,
    metrics,
    checks: [
      foundations.checks.database,
      foundations.checks.eventLog,
      { name: 'consumers', check: () => work.healthy() },
    ],
  })
  measureAgencies(metrics, { ...foundations, agencies })
  addRoutes(api, { foundations, journal, config, agencies, publicUrl: base })
  const address = await api.listen({ host: config.HOST, port: config.PORT })
  started({ stop: () => api.close() })

  if (config.UNEFOIS_SIMULATORS === 'on') started(await simulators(config, { brokerUrl: address, journal }))
  const thread = await openWorkThread({ config: { ...config, DATABASE_URL }, publicUrl: base })
  started(thread)
  work.healthy = thread.healthy
  metrics.alsoCollect(thread.figures)
  return address
}

type RouteParts = {
  readonly foundations: Foundations
  readonly journal: Journal
  readonly config: Config
  readonly agencies: ReturnType<typeof withRetrySchedule>
  readonly publicUrl: string
}

/** Every route of every service. */
const addRoutes = (
  api: HttpServer,
  { foundations, journal, config, agencies, publicUrl }: RouteParts,
): void => {
  const accounts = demonstrationTokens(agencies.map(({ id }) => id))
  declarationRoutes(api, {
    ...foundations,
    accounts,
    agencies,
    holdWindowMs: config.UNEFOIS_HOLD,
    quebec: { startOfDay: startOfQuebecDay, ageOn },
    withoutAgreement,
    knownBodies,
    places: knownPlaces(config.UNEFOIS_DATA),
    demonstration: config.UNEFOIS_AUTH === 'demo',
  })
  agencyRoutes(api, registry, publicUrl)
  acknowledgementRoutes(api, {
    ...foundations,
    accounts,
    acknowledgementKeys: acknowledgementKeys({ config, register: foundations.register }),
  })
  operationsRoutes(api, { ...foundations, agencies, accounts })
  partnerRoutes(api, { foundations, journal, agencies, accounts, config, publicUrl })
}

const embeddedDatabase = async (config: Config, started: (part: Part) => void): Promise<string> => {
  const postgres = await startEmbeddedPostgres({ dataDir: join(config.UNEFOIS_DATA, 'postgres') })
  started(postgres)
  return postgres.url
}

type Beside = { readonly brokerUrl: string; readonly journal: Journal }

const simulators = async (config: Config, { brokerUrl, journal }: Beside): Promise<Part> =>
  startSimulators({
    host: config.HOST,
    basePort: config.SIMULATOR_PORT,
    dataDir: config.UNEFOIS_DATA,
    brokerUrl,
    seed: await readOrMakeSeed(join(config.UNEFOIS_DATA, 'keys', 'simulators.seed')),
    agencies: registry,
    log: journal,
  })

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
import { agencyEndpoints } from '@unefois/service-delivery/agency-endpoints.ts'
import { startDelivery } from '@unefois/service-delivery/app.ts'
import { demonstrationEndpoints, noEndpoints } from '@unefois/service-delivery/demonstration-endpoints.ts'
import { startKeepingHistory } from '@unefois/service-delivery/start-keeping-history.ts'
import { withRetrySchedule } from '@unefois/service-delivery/with-retry-schedule.ts'
import { agencyRoutes } from '@unefois/service-intake/agency-routes.ts'
import { declarationRoutes } from '@unefois/service-intake/declaration-routes.ts'
import { startOperations } from '@unefois/service-operations/app.ts'
import { measureAgencies } from '@unefois/service-operations/measure-agencies.ts'
import { operationsRoutes } from '@unefois/service-operations/operations-routes.ts'
import { partnerRoutes } from '@unefois/service-partner/partner-routes.ts'
import { startRelay } from '@unefois/service-relay/app.ts'
import { startEmbeddedPostgres } from '@unefois/store/embedded-postgres/start-embedded-postgres.ts'
import { readOrMakeSeed } from '@unefois/webhook/read-or-make-seed.ts'
import type { Config } from './config.ts'

type Part = { stop(): Promise<void> }

/** Every service in one program: what `npm start` runs. Started in the order of the journey's needs. */
export const startAllInOne = async (
  config: Config,
  journal: Journal,
): Promise<{ address: string } & Part> => {
  const started: Part[] = []
  const stop = async (): Promise<void> => {
    for (const part of started.reverse()) await part.stop()
  }
  try {
    const address = await startParts(config, journal, (part) => started.push(part))
    return { address, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const startParts = async (
  config: Config,
  journal: Journal,
  started: (part: Part) => void,
): Promise<string> => {
  const DATABASE_URL = config.DATABASE_URL ?? (await embeddedDatabase(config, started))
  const foundations = await openFoundations('all-in-one', { ...config, DATABASE_URL }, journal)
  started({ stop: foundations.close })

  const agencies = withRetrySchedule(registry, config.UNEFOIS_RETRY_SCHEDULE)
  const base = publicUrl(config)
  const metrics = createMetrics('all-in-one')
  const delivering = { healthy: (): boolean => false }
  const api = await createApi({
    title: 'Une fois',
    journal,
    metrics,
    checks: [
      foundations.checks.database,
      foundations.checks.eventLog,
      { name: 'consumers', check: () => delivering.healthy() },
    ],
  })
  measureAgencies(metrics, { ...foundations, agencies })
  addRoutes(api, { foundations, journal, config, agencies, publicUrl: base })
  const address = await api.listen({ host: config.HOST, port: config.PORT })
  started({ stop: () => api.close() })

  const allowedNetworks = config.UNEFOIS_ENDPOINT_ALLOW
  const standIns = await standInsOf(config, { brokerUrl: address, journal }, started)
  started(await startRelay(foundations, journal))
  const delivery = await startDelivery({
    foundations,
    journal,
    metrics,
    agencies,
    endpoints: agencyEndpoints({ foundations, journal, agencies, allowedNetworks, standIns }),
    allowedNetworks,
    publicUrl: base,
    breaker: config.UNEFOIS_BREAKER ? 'on' : 'off',
  })
  started(startOperations(foundations, journal))
  delivering.healthy = delivery.healthy
  started(delivery)
  started(startKeepingHistory({ foundations, journal, metrics, config }))
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

/** The simulators' endpoints, the simulators started first unless another program runs them. */
const standInsOf = async (
  config: Config,
  beside: Beside,
  started: (part: Part) => void,
): Promise<typeof noEndpoints> => {
  if (config.UNEFOIS_SIMULATORS === 'off') return noEndpoints
  const seed = await readOrMakeSeed(join(config.UNEFOIS_DATA, 'keys', 'simulators.seed'))
  const here = config.UNEFOIS_SIMULATORS === 'on'
  if (here) started(await simulators(config, beside, seed))
  return demonstrationEndpoints(registry, {
    host: here ? config.HOST : config.SIMULATOR_HOST,
    basePort: config.SIMULATOR_PORT,
    seed,
    allowedNetworks: ['127.0.0.0/8', '::1/128', ...config.UNEFOIS_ENDPOINT_ALLOW],
  })
}

const simulators = (config: Config, { brokerUrl, journal }: Beside, seed: Buffer): Promise<Part> =>
  startSimulators({
    host: config.HOST,
    basePort: config.SIMULATOR_PORT,
    dataDir: config.UNEFOIS_DATA,
    brokerUrl,
    seed,
    agencies: registry,
    log: journal,
  })

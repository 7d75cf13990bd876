import type { ReadinessCheck } from '@unefois/runtime/health-routes.ts'
import type { HttpServer } from '@unefois/runtime/http-server.ts'
import type { Journal } from '@unefois/runtime/journal.ts'
import { createMetrics, type Metrics } from '@unefois/runtime/metrics.ts'
import type { Environment } from '@unefois/runtime/parse-settings.ts'
import { type Running, runService } from '@unefois/runtime/run-service.ts'
import { createApi } from './create-api.ts'
import { type FoundationSettings, type Foundations, openFoundations } from './open-foundations.ts'

export type ServiceSettings = FoundationSettings & { readonly HOST: string; readonly PORT: number }

/** What a service does besides answering on its health and metrics routes. */
export type Work = {
  readonly checks?: readonly ReadinessCheck[]
  /** Given where the service answers without the event log: the loss of a broker must then not take it away. */
  readonly withoutLog?: true
  stop(): Promise<void>
}

export type ServiceParts<Settings> = {
  readonly config: Settings
  readonly foundations: Foundations
  readonly journal: Journal
  readonly metrics: Metrics
}

/** How one separate service is put together. */
export type ServiceDescription<Settings extends ServiceSettings> = {
  readonly title: string
  readonly config: (env: Environment) => Settings
  /** Its routes, if people or agencies call it. */
  readonly routes?: (app: HttpServer, parts: ServiceParts<Settings>) => void
  /** What it does by itself, if anything; started before it listens. */
  readonly work?: (parts: ServiceParts<Settings>) => Promise<Work>
}

/** A service that only answers people never meets the event log: the loss of a broker must not take it away. */
const checksOf = ({ checks }: Foundations, work: Work | undefined): readonly ReadinessCheck[] =>
  work === undefined || work.withoutLog
    ? [checks.database, ...(work?.checks ?? [])]
    : [checks.database, checks.eventLog, ...(work.checks ?? [])]

/** Runs one service as a program of its own: foundations, its work, then its HTTP server. */
export const runApiService = <Settings extends ServiceSettings>(
  name: string,
  service: ServiceDescription<Settings>,
): Promise<void> =>
  runService(name, async ({ env, journal }): Promise<Running> => {
    const config = service.config(env)
    const foundations = await openFoundations(name, config, journal)
    const metrics = createMetrics(name)
    const parts = { config, foundations, journal, metrics }
    const work = await service.work?.(parts)
    const api = await createApi({
      title: service.title,
      journal,
      metrics,
      checks: checksOf(foundations, work),
    })
    service.routes?.(api, parts)
    const address = await api.listen({ host: config.HOST, port: config.PORT })
    return {
      address,
      stop: async () => {
        await api.close()
        await work?.stop()
        await foundations.close()
      },
    }
  })

import type { ReadinessCheck } from '@unefois/runtime/health-routes.ts'
import { createHttpServer, type HttpServer } from '@unefois/runtime/http-server.ts'
import type { Journal } from '@unefois/runtime/journal.ts'
import type { Metrics } from '@unefois/runtime/metrics.ts'
import { describeFlaw } from '@unefois/schemas/describe-flaw.ts'

export const apiVersion = '1.0.0'

export type ApiParts = {
  readonly title: string
  readonly journal: Journal
  readonly metrics: Metrics
  readonly checks: readonly ReadinessCheck[]
}

/** The HTTP server of a service: every problem in both languages, health, metrics, documentation. */
export const createApi = ({ title, journal, metrics, checks }: ApiParts): Promise<HttpServer> =>
  createHttpServer({
    journal,
    metrics,
    checks,
    describeFlaw,
    described: {
      title,
      version: apiVersion,
      description: 'Une fois: tell the government once. A declaration broker.',
    },
  })

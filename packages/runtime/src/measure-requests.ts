import type { FastifyInstance } from 'fastify'
import type { Metrics } from './metrics.ts'

/** 1 ms to 10 s: below is noise, above the caller has gone. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/** Durations by route as declared, never by path: a path holds ids. It stands in place of a line per request. */
export const measureRequests = (app: FastifyInstance, metrics: Metrics): void => {
  const durations = metrics.histogram('unefois_http_request_seconds', 'Duration of HTTP requests', {
    labels: ['method', 'route', 'status'],
    buckets,
  })
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown'
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
    done()
  })
}

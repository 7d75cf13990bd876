import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Metrics } from './metrics.ts'

/** Something without which the service cannot do its work. Resolves to false, or rejects, when it is missing. */
export type ReadinessCheck = { readonly name: string; check(): boolean | Promise<boolean> }

const checkWithinMs = 2000

const passes = async (one: ReadinessCheck): Promise<boolean> => {
  const { promise, resolve } = Promise.withResolvers<false>()
  const timer = setTimeout(resolve, checkWithinMs, false)
  try {
    return await Promise.race([one.check(), promise])
  } catch {
    // A check that rejects says the same as one that resolves to false; whoever owns the part logs why.
    return false
  } finally {
    clearTimeout(timer)
  }
}

const readiness = z.object({
  status: z.enum(['ready', 'not-ready']),
  checks: z.record(z.string(), z.enum(['passed', 'failed'])),
})

/** For the orchestrator and the operators' tools: nobody outside sees them. */
export const healthRoutes = (
  instance: FastifyInstance,
  { checks, metrics }: { readonly checks: readonly ReadinessCheck[]; readonly metrics: Metrics },
): void => {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['operations']

  app.get(
    '/health/live',
    {
      schema: {
        tags,
        summary: 'The program runs',
        response: { 200: z.object({ status: z.literal('live') }) },
      },
    },
    async () => ({ status: 'live' as const }),
  )

  app.get(
    '/health/ready',
    {
      schema: { tags, summary: 'It can do its work', response: { 200: readiness, 503: readiness } },
    },
    async (_request, reply) => {
      const results = await Promise.all(checks.map(async (one) => [one.name, await passes(one)] as const))
      const ready = results.every(([, passed]) => passed)
      return reply.code(ready ? 200 : 503).send({
        status: ready ? 'ready' : 'not-ready',
        checks: Object.fromEntries(results.map(([name, passed]) => [name, passed ? 'passed' : 'failed'])),
      })
    },
  )

  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.collected()),
  )
}

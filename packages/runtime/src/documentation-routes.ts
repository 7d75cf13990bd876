import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { createJsonSchemaTransform } from 'fastify-type-provider-zod'
import { errorsPage } from './errors-page.ts'

export type Described = { readonly title: string; readonly version: string; readonly description?: string }

/** A schema that transforms what it reads has no exact JSON Schema; the page then says less, and still opens. */
const transform = createJsonSchemaTransform({ zodToJsonConfig: { unrepresentable: 'any' } })

/** The API described by itself, at /documentation: page, fonts and scripts are served from here, offline too. */
export const documentationRoutes = async (
  app: FastifyInstance,
  { title, version, description = '' }: Described,
): Promise<void> => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.1',
      info: { title, version, description, license: { name: 'MIT', identifier: 'MIT' } },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    },
    transform,
  })
  await app.register(swaggerUi, {
    routePrefix: '/documentation',
    staticCSP: true,
    // Its own scripts set styles in place; everything else is as strict as it comes.
    transformStaticCSP: (policy) => policy.replace(/style-src [^;]*/, "style-src 'self' 'unsafe-inline'"),
    uiConfig: { deepLinking: true, docExpansion: 'list' },
  })
  app.get('/documentation/errors', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(errorsPage()),
  )
}

import type { FastifyInstance } from 'fastify'

type Route = { readonly pattern: RegExp; readonly methods: readonly string[] }

const patternOf = (url: string): RegExp =>
  new RegExp(
    `^${url
      .replaceAll(/[.+?^$(){}|[\]\\]/g, String.raw`\$&`)
      .replaceAll(/:[A-Za-z]\w*/g, '[^/]+')
      .replaceAll('*', '.*')}$`,
  )

/** Which methods a path takes, empty for one that nobody serves: what tells a 405 from a 404. */
export const watchAllowedMethods = (app: FastifyInstance): ((path: string) => readonly string[]) => {
  const routes: Route[] = []
  app.addHook('onRoute', ({ url, method }) => {
    routes.push({ pattern: patternOf(url), methods: [method].flat() })
  })
  return (path) => [
    ...new Set(routes.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods)),
  ]
}

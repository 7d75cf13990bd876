import { importsOf, packageOf } from '../imports.ts'
import { codeOf, type Rule } from '../tree.ts'

/** Where a library may be known: replacing it is then the work of one folder. */
const confined: Readonly<Record<string, RegExp>> = {
  kafkajs: /^(?:packages\/event-log\/kafka|tests\/faults\/kafka-losses)\//,
  pg: /^packages\/(?:store|event-log\/embedded)\//,
  undici: /^(?:packages\/webhook|tests\/benchmarks)\//,
  pino: /^packages\/runtime\//,
  'prom-client': /^packages\/runtime\//,
  testcontainers: /^infra\//,
}

const isTypeOnly = (source: string, library: string): boolean =>
  new RegExp(`import type [^'"]*from ['"]${library}['"]`).test(source)

/** `domain` and `broker` know no library at all, and `domain` not even Node. */
const tooMuch = (path: string, specifier: string): boolean => {
  if (/\.test\.ts$/.test(path)) return false
  if (path.startsWith('packages/domain/')) return !specifier.startsWith('.')
  return path.startsWith('packages/broker/') && !/^(?:\.|node:|@unefois\/)/.test(specifier)
}

/** Libraries stay in the folder that was made for them. Tests may name a driver's types. */
export const drivers: Rule = (tree) =>
  codeOf(tree).flatMap(([path, source]) =>
    importsOf(source).flatMap((specifier) => {
      if (tooMuch(path, specifier)) return [`${path} must not know ${specifier}`]
      const library = packageOf(specifier) ?? ''
      const home = confined[library]
      if (home === undefined || home.test(path)) return []
      if (path.startsWith('tests/') && isTypeOnly(source, library)) return []
      return [`${path} must not know ${library}`]
    }),
  )

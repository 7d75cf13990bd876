import { codeOf, type Rule, type Tree } from '../tree.ts'
import { differences, tableCodes } from './documented.ts'

const catalogue = 'packages/runtime/src/log-catalogue.ts'

const levels = (tree: Tree): ReadonlyMap<string, string> =>
  new Map(
    [...(tree.get(catalogue) ?? '').matchAll(/^ {2}'(?<code>[a-z.-]+)': \{\s*level: '(?<level>\w+)'/gm)].map(
      ({ groups }) => [groups?.['code'] ?? '', groups?.['level'] ?? ''],
    ),
  )

const methodOf = (level: string): string => (level === 'debug' || level === 'info' ? 'info' : 'alarm')

/** What steps and drivers write: they know the port, which takes any code, so the compiler cannot tell. */
const written = (tree: Tree) =>
  codeOf(tree)
    .filter(([path]) => !/\.test\.ts$/.test(path) && /^(?:packages|services)\//.test(path))
    .flatMap(([path, source]) =>
      [...source.matchAll(/journal\??\.(?<method>info|alarm)\(\s*'(?<code>[^']+)'/g)].map(({ groups }) => ({
        path,
        method: groups?.['method'] ?? '',
        code: groups?.['code'] ?? '',
      })),
    )

/** docs/logs.md explains the whole catalogue and nothing else, and the code writes only what is in it. */
export const documentedLogs: Rule = (tree) => {
  const known = levels(tree)
  const page = tableCodes(tree.get('docs/logs.md') ?? '')
  return [
    ...differences({ code: [...known.keys()], page, at: 'docs/logs.md' }),
    ...written(tree).flatMap(({ path, method, code }) => {
      const level = known.get(code)
      if (level === undefined) return [`${path} logs ${code}, which is not in the catalogue`]
      return methodOf(level) === method ? [] : [`${path} logs ${code} (${level}) by ${method}()`]
    }),
  ]
}

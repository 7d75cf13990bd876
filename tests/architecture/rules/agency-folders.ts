import type { Rule, Tree } from '../tree.ts'

const home = 'packages/agencies'

const kindsOf = (tree: Tree): readonly string[] =>
  [...tree.keys()].flatMap((path) => {
    const kind = /^packages\/domain\/src\/declarations\/(?<kind>[a-z-]+)\.ts$/.exec(path)?.groups?.['kind']
    return kind === undefined || kind === 'declaration' ? [] : [kind]
  })

/** The paths inside each folder of `packages/agencies`. */
const foldersOf = (tree: Tree): ReadonlyMap<string, readonly string[]> => {
  const folders = new Map<string, string[]>()
  for (const path of tree.keys()) {
    const [, id, inside] = /^packages\/agencies\/([^/]+)\/(.+)$/.exec(path) ?? []
    if (id === undefined || inside === undefined || id === 'src') continue
    folders.set(id, [...(folders.get(id) ?? []), inside])
  }
  return folders
}

const flawsOfFolder = (
  id: string,
  inside: readonly string[],
  kinds: readonly string[],
): readonly string[] => {
  const missing = ['agency.ts', 'simulator.ts']
    .filter((file) => !inside.includes(file))
    .map((file) => `${home}/${id} has no ${file}`)
  const heard = kinds.filter((kind) => inside.includes(`${kind}.ts`))
  const withoutExample = heard
    .filter((kind) => !inside.some((path) => path.startsWith(`examples/${kind}/`)))
    .map((kind) => `${home}/${id} has no example of ${kind}`)
  const expected = new RegExp(
    `^(?:agency|simulator|${[...kinds, 'x'].join('|')})(?:\\.test)?\\.ts$|^examples/(?:${[...heard, 'x'].join('|')})/[a-z\\d-]+\\.json$`,
  )
  const stray = inside
    .filter((path) => !expected.test(path))
    .map((path) => `${home}/${id}/${path} has no place in an agency's folder`)
  return [...missing, ...withoutExample, ...stray]
}

/** An agency is a folder of one shape and one line of the registry. */
export const agencyFolders: Rule = (tree) => {
  const kinds = kindsOf(tree)
  const folders = foldersOf(tree)
  const registry = tree.get(`${home}/registry.ts`) ?? ''
  const registered = [...registry.matchAll(/from '\.\/([^/']+)\/agency\.ts'/g)].map(([, id]) => id ?? '')
  return [
    ...[...folders].flatMap(([id, inside]) => flawsOfFolder(id, inside, kinds)),
    ...[...folders.keys()]
      .filter((id) => !registered.includes(id))
      .map((id) => `${home}/${id} is not registered`),
    ...registered
      .filter((id) => !folders.has(id))
      .map((id) => `${home}/registry.ts names ${id}, which has no folder`),
  ]
}

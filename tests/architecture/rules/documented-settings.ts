import { codeOf, type Rule, type Tree } from '../tree.ts'
import { differences, tableCodes } from './documented.ts'

/** Of the system or of npm: not ours to explain. */
const ofTheSystem = /^(?:PATH|HOME|CI|TMPDIR|XDG_CACHE_HOME|NO_COLOR|FORCE_COLOR|npm_\w+)$/

/** Read outside of `parseSettings`: by tools and tests. */
const readDirectly = (tree: Tree): readonly string[] =>
  codeOf(tree).flatMap(([, source]) =>
    [...source.matchAll(/\b(?:env|environment|given)(?:\.|\[')(?<name>[A-Z][A-Z_\d]+)\b/g)].map(
      ({ groups }) => groups?.['name'] ?? '',
    ),
  )

const catalogued = (tree: Tree): readonly string[] => {
  const source = tree.get('packages/runtime/src/settings.ts') ?? ''
  const body = source.split('export const settings = {')[1]?.split('\n} as const')[0] ?? ''
  return [...body.matchAll(/^ {2}(?<name>[A-Z][A-Z_\d]+):/gm)].map(({ groups }) => groups?.['name'] ?? '')
}

/** Settings that the README's prose and tables speak of. */
const spokenOf = (tree: Tree): readonly string[] =>
  [
    ...(tree.get('README.md') ?? '').matchAll(/`(?<name>UNEFOIS_[A-Z_]+|KAFKA_[A-Z_]+|SIMULATOR_[A-Z]+)\b/g),
  ].map(({ groups }) => groups?.['name'] ?? '')

/** docs/settings.md explains every setting that is read, and no other; the README speaks of none but those. */
export const documentedSettings: Rule = (tree) => {
  const page = tableCodes(tree.get('docs/settings.md') ?? '')
  const inCatalogue = catalogued(tree)
  const read = [...new Set([...inCatalogue, ...readDirectly(tree)])].filter((name) => !ofTheSystem.test(name))
  return [
    ...(inCatalogue.length === 0 ? ['packages/runtime/src/settings.ts lists no setting'] : []),
    ...differences({ code: read, page, at: 'docs/settings.md' }),
    ...[...new Set(spokenOf(tree))]
      .filter((name) => !page.includes(name))
      .map((name) => `README.md speaks of ${name}, which docs/settings.md does not explain`),
  ]
}

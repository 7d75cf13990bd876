import { importsOf, packageOf } from '../imports.ts'
import { codeOf, isTest, type Rule, type Tree } from '../tree.ts'
import { type Workspace, workspacesOf } from '../workspace.ts'

/** At the root, for everybody's tests: a workspace need not repeat them. */
const sharedByTests = (tree: Tree): readonly string[] => {
  const root = JSON.parse(tree.get('package.json') ?? '{}') as { devDependencies?: Record<string, string> }
  return Object.keys(root.devDependencies ?? {})
}

const importedBy = (tree: Tree, workspace: Workspace): readonly { name: string; inTests: boolean }[] =>
  codeOf(tree)
    .filter(([path]) => path.startsWith(`${workspace.folder}/`))
    .flatMap(([path, source]) =>
      importsOf(source).flatMap((specifier) => {
        const name = packageOf(specifier)
        return name === null || name === workspace.name ? [] : [{ name, inTests: isTest(path) }]
      }),
    )

/** A package.json says what its package imports: all of it, and nothing else. */
export const declaredDependencies: Rule = (tree) => {
  const shared = sharedByTests(tree)
  return workspacesOf(tree).flatMap((workspace) => {
    const { folder, dependencies } = workspace
    const imported = importedBy(tree, workspace)
    // Between our own packages, what only tests use would close circles in the workspaces' graph.
    const needed = imported.filter(({ name, inTests }) => !(inTests && name.startsWith('@unefois/')))
    const missing = needed.filter(({ name }) => !dependencies.includes(name) && !shared.includes(name))
    const used = new Set(imported.map(({ name }) => name))
    return [
      ...new Set(
        missing.map(({ name }) => `${folder}/package.json does not name ${name}, which is imported`),
      ),
      ...dependencies
        .filter((name) => !used.has(name))
        .map((name) => `${folder}/package.json names ${name}, which nothing imports`),
    ]
  })
}

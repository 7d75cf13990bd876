import { posix } from 'node:path'
import { importsOf, packageOf } from '../imports.ts'
import { codeOf, isTest, type Rule } from '../tree.ts'
import { type Workspace, workspaceOf, workspacesOf } from '../workspace.ts'

const ports = ['domain', 'broker']

/** Who may know whom among the packages: everything points towards `domain`. */
const known: Readonly<Record<string, readonly string[]>> = {
  'packages/domain': [],
  'packages/quebec': ['domain'],
  'packages/runtime': ['domain'],
  'packages/broker': ['domain'],
  'packages/store': ports,
  'packages/vault': ports,
  'packages/webhook': ports,
  'packages/event-log': ports,
  schemas: ['domain', 'quebec'],
  'packages/agencies': ['domain', 'schemas', 'quebec'],
}

/** What tests may use besides: the servers that they run on. */
const forTests = ['tests', 'infra', 'store', 'event-log', 'agencies']

const isService = (name: string): boolean => name.startsWith('service-')

const mayKnow = (workspace: Workspace | undefined, target: string, path: string): boolean => {
  const folder = workspace?.folder ?? path.split('/')[0] ?? ''
  if (isService(target)) return folder === 'services/all-in-one' || folder === 'tests'
  if (target === 'assembly') return /^(?:services|tests|scripts)\b/.test(folder)
  const allowed = known[folder]
  if (allowed === undefined || allowed.includes(target)) return true
  return isTest(path) && forTests.includes(target)
}

/** A path that leaves its own workspace goes around `exports`, and around this rule. */
const leaves = (path: string, specifier: string, workspace: Workspace | undefined): boolean =>
  specifier.startsWith('.') &&
  workspace !== undefined &&
  !posix.join(posix.dirname(path), specifier).startsWith(`${workspace.folder}/`)

/** Dependencies point one way; nothing imports a service but the program that runs them all. */
export const direction: Rule = (tree) => {
  const workspaces = workspacesOf(tree)
  return codeOf(tree).flatMap(([path, source]) => {
    const own = workspaceOf(path, workspaces)
    return importsOf(source).flatMap((specifier) => {
      if (leaves(path, specifier, own)) return [`${path} reaches out of its package: ${specifier}`]
      const target = packageOf(specifier)
      if (!target?.startsWith('@unefois/') || target === own?.name) return []
      return mayKnow(own, target.slice('@unefois/'.length), path) ? [] : [`${path} must not know ${target}`]
    })
  })
}

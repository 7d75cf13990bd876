import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

/** The repository, or a planted one: every text file by its path from the root, with `/`. */
export type Tree = ReadonlyMap<string, string>

/** What is wrong, one sentence each, beginning with the path; none when the rule is kept. */
export type Rule = (tree: Tree) => readonly string[]

const skipped = new Set(['node_modules', '.git', '.unefois', '.work', 'planted', 'coverage', 'generated'])
const text = /\.(?:ts|mjs|json|md|sql|yaml|yml)$/

const walk = (root: string, folder: string): readonly string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name)
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : walk(root, path)
    return entry.isFile() && text.test(entry.name) && entry.name !== 'package-lock.json' ? [path] : []
  })

export const readTree = (root: string): Tree =>
  new Map(walk(root, '').map((path) => [path, readFileSync(join(root, path), 'utf8')]))

const isCode = (path: string): boolean => /\.(?:ts|mjs)$/.test(path)
export const isTest = (path: string): boolean =>
  /\.test\.ts$/.test(path) || /^tests\/|\/conformance\/|-for-tests|conformance-suite/.test(path)

export const codeOf = (tree: Tree): readonly (readonly [path: string, source: string])[] =>
  [...tree].filter(([path]) => isCode(path))

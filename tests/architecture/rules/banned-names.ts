import { basename } from 'node:path/posix'
import { codeOf, type Rule } from '../tree.ts'

/** Words that locate nothing. */
const banned = new Set([
  'message',
  'messages',
  'process',
  'processes',
  'manager',
  'helper',
  'helpers',
  'utils',
  'util',
  'common',
])
const declared =
  /\b(?:const|let|function\*?|class|type|interface)\s+(?<name>[A-Za-z_$][\w$]*)\s*(?:[=:(<;{]|extends\b)/g

const wordsOf = (name: string): readonly string[] =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z\d]+/)

const isBanned = (name: string): boolean =>
  wordsOf(name).some((word) => banned.has(word)) || /life-?event/i.test(name)

/** kafkajs calls the records that it takes so. */
const isLibrarys = (path: string, name: string): boolean =>
  name === 'messages' && path.startsWith('packages/event-log/kafka/')

const inPath = (path: string): readonly string[] =>
  path
    .split('/')
    .map((part) => basename(part).replace(/\..*$/, ''))
    .filter((part) => isBanned(part))
    .map((part) => `${path}: "${part}" is no name`)

const inSource = (path: string, source: string): readonly string[] =>
  [...source.matchAll(declared)]
    .map(({ groups }) => groups?.['name'] ?? '')
    .filter((name) => isBanned(name) && !isLibrarys(path, name))
    .map((name) => `${path}: "${name}" is no name`)

/** The banned words of the glossary, in the names of files and of what is declared in them. */
export const bannedNames: Rule = (tree) =>
  codeOf(tree).flatMap(([path, source]) => [...inPath(path), ...inSource(path, source)])

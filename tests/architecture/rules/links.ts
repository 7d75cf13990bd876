import { posix } from 'node:path'
import type { Rule, Tree } from '../tree.ts'

const linksOf = (page: string): readonly string[] =>
  [...page.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/\]\((?<target>[^)\s]+)\)/g)]
    .map(({ groups }) => groups?.['target'] ?? '')
    .filter((target) => !/^[a-z]+:/.test(target))

/** As GitHub makes them from headings. */
const anchorsOf = (page: string): readonly string[] =>
  [...page.matchAll(/^#{1,6} (?<heading>.+)$/gm)].map(({ groups }) =>
    (groups?.['heading'] ?? '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

const leadsTo = (tree: Tree, path: string): boolean =>
  tree.has(path) || [...tree.keys()].some((other) => other.startsWith(`${path.replace(/\/$/, '')}/`))

/** Files that trees do not hold, as they are no text of ours. */
const untracked = /(?:^|\/)(?:LICENSE|Dockerfile|run)$/

const isBroken = (tree: Tree, from: string, link: string): boolean => {
  const [file = '', anchor] = link.split('#', 2)
  const path = file === '' ? from : posix.join(posix.dirname(from), file)
  if (untracked.test(path)) return false
  if (!leadsTo(tree, path)) return true
  const page = tree.get(path)
  return (
    anchor !== undefined && page !== undefined && path.endsWith('.md') && !anchorsOf(page).includes(anchor)
  )
}

/** Links between our own pages lead somewhere, to their very heading. */
export const links: Rule = (tree) =>
  [...tree]
    .filter(([path]) => path.endsWith('.md'))
    .flatMap(([path, page]) =>
      linksOf(page)
        .filter((link) => isBroken(tree, path, link))
        .map((link) => `${path} links to ${link}, which leads nowhere`),
    )

import type { Rule } from '../tree.ts'
import { workspacesOf } from '../workspace.ts'

const headings = ['Purpose', 'Flow', 'Decisions']

/** Every package and service says what it is for, how it runs and what was decided, under the same headings. */
export const readmes: Rule = (tree) =>
  workspacesOf(tree).flatMap(({ folder }) => {
    const page = tree.get(`${folder}/README.md`)
    if (page === undefined) return [`${folder} has no README.md`]
    return headings
      .filter((heading) => !new RegExp(`^## ${heading}$`, 'm').test(page))
      .map((heading) => `${folder}/README.md has no "## ${heading}"`)
  })

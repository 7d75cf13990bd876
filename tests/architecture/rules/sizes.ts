import { codeOf, type Rule } from '../tree.ts'

const hardLimit = 300

/** A file that does not fit in a head is two files. Functions are the linter's (`max-lines-per-function`). */
export const sizes: Rule = (tree) =>
  codeOf(tree).flatMap(([path, source]) => {
    const lines = source.trimEnd().split('\n').length
    return lines > hardLimit ? [`${path} has ${lines} lines, more than ${hardLimit}`] : []
  })

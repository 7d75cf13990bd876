import type { Rule } from '../tree.ts'

/** Folders of the machine that the repository was written on mean nothing to whoever clones it. */
const privatePlace = /(?<![\w.])\/(?:work|root|home\/\w+|Users\/\w+)\/[\w.-]+/

/** No file speaks of a place outside the repository. */
export const privatePlaces: Rule = (tree) =>
  [...tree].flatMap(([path, source]) => {
    const found = privatePlace.exec(source)?.[0]
    return found === undefined ? [] : [`${path} speaks of ${found}`]
  })

import { codeOf, type Rule } from '../tree.ts'

const suppression =
  /(?:oxlint|eslint)-disable[\w-]*(?<rest>[^\n]*)|@ts-(?:ignore|nocheck)|biome[-]ignore(?<biome>[^\n]*)/g

/** Switching a check off needs a reason, after ` -- `, that a reader can judge; whole files never. */
export const suppressions: Rule = (tree) =>
  codeOf(tree).flatMap(([path, source]) =>
    [...source.matchAll(suppression)].flatMap(({ 0: text, groups }) =>
      / -- \S/.test(groups?.['rest'] ?? '') || /: \S/.test(groups?.['biome'] ?? '')
        ? []
        : [`${path} switches a check off without a reason: ${text.trim().slice(0, 60)}`],
    ),
  )

import { isSilent, type Silence } from '@unefois/domain/agency.ts'
import { type Kind, kinds } from '@unefois/domain/declarations/declaration.ts'
import type { SpokenHearing } from './hears.ts'
import { outcomesShown } from './outcomes-shown.ts'
import type { RegisteredAgency } from './registered-agency.ts'

const quoted = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(' ')

const explained = (hearing: SpokenHearing): string =>
  Object.entries(hearing.toldWhen)
    .map(([code, { en }]) => `\`${code}\`: ${en}`)
    .join('<br>')

const whyNot = (hearing: SpokenHearing): string =>
  quoted(Object.keys(hearing.reasons).filter((code) => !(code in hearing.toldWhen)))

const row = (agency: RegisteredAgency, kind: Kind): readonly string[] => {
  const entry: SpokenHearing | Silence = agency.hears[kind]
  const [told, notTold, attributes, outcomes] = isSilent(entry)
    ? ['never', `\`${entry.code}\`: ${entry.text.en}`, '', '']
    : [explained(entry), whyNot(entry), quoted(entry.attributes), quoted(outcomesShown(agency.id, kind))]
  const from = isSilent(entry) || entry.toldFrom === undefined ? '' : ` (from the act’s ${entry.toldFrom} on)`
  return [
    `\`${agency.id}\``,
    kind + from,
    told,
    notTold,
    attributes,
    agency.agreement.basis.en,
    outcomes,
  ].map((cell) => cell || '—')
}

/** The matrix agency × kind as a Markdown table, read from the code and, for the outcomes, from its examples. */
export const agencyTable = (agencies: readonly RegisteredAgency[]): string =>
  markdownTable([
    [
      'agency',
      'kind',
      'told when',
      'not told when',
      'attributes, at most',
      'basis',
      'outcomes shown by examples',
    ],
    ...agencies.flatMap((agency) => kinds.map((kind) => row(agency, kind))),
  ])

/** Padded as the formatter pads tables. */
const markdownTable = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const padded = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)))
  const rule = widths.map((width) => '-'.repeat(width))
  const [head = [], ...body] = padded
  return [head, rule, ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

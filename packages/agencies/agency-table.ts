import { isSilent } from '@unefois/domain/agency.ts'
import { kinds } from '@unefois/domain/declarations/declaration.ts'
import type { RegisteredAgency } from './registered-agency.ts'

const quoted = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(' ')

/** The matrix agency × kind as a Markdown table, read from the code. */
export const agencyTable = (agencies: readonly RegisteredAgency[]): string => {
  const rows = agencies.flatMap((agency) =>
    kinds.map((kind) => {
      const hearing = agency.hears[kind]
      const [when, carried] = isSilent(hearing)
        ? [`never (\`${hearing.code}\`): ${hearing.text.en}`, '—']
        : [
            Object.entries(hearing.toldWhen)
              .map(([code, { en }]) => `\`${code}\`: ${en}`)
              .join('<br>'),
            quoted(hearing.attributes),
          ]
      return [`\`${agency.id}\``, kind, when, carried, agency.agreement.basis.en]
    }),
  )
  return markdownTable([['agency', 'kind', 'told when', 'attributes, at most', 'basis'], ...rows])
}

/** Padded as the formatter pads tables. */
const markdownTable = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const padded = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)))
  const rule = widths.map((width) => '-'.repeat(width))
  const [head = [], ...body] = padded
  return [head, rule, ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

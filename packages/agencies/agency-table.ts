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
  const head = ['agency', 'kind', 'told when', 'attributes, at most', 'basis']
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

import { CaseAnswer } from '@unefois/schemas/answers/case-list.ts'
import type { Command } from '../command.ts'
import { pathTo } from '../connection/path-to.ts'
import { plainText } from '../render/plain-text.ts'
import { reasonOf } from '../words/typed-values.ts'

/** What was made of a case. */
export const casesResolve: Command = {
  name: 'cases resolve',
  summary: 'command.cases-resolve',
  operands: [{ name: 'ID' }],
  options: ['reason', 'decision'],
  run: async ({ api, operands: [id = ''], options, style }) => {
    const decision = options.value('decision')
    const document = await api.ask({
      method: 'POST',
      path: pathTo('/v1/operations/cases', id, 'resolve'),
      body: { reason: reasonOf(options), ...(decision !== undefined && { decision }) },
      schema: CaseAnswer,
    })
    return { document, text: `${style.say('done.case-resolved', { id: plainText(document.id) })}\n` }
  },
}

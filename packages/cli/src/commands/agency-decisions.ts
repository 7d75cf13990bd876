import { AgencyOverview } from '@unefois/schemas/answers/agency-overview.ts'
import type { Command } from '../command.ts'
import { pathTo } from '../connection/path-to.ts'
import { plainText } from '../render/plain-text.ts'
import type { TextKey } from '../say.ts'
import { reasonOf } from '../words/typed-values.ts'

type Decision = { readonly word: 'pause' | 'resume'; readonly summary: TextKey; readonly done: TextKey }

const decideAgency = ({ word, summary, done }: Decision): Command => ({
  name: word,
  summary,
  operands: [{ name: 'AGENCY' }],
  options: ['reason'],
  run: async ({ api, operands: [agency = ''], options, style }) => {
    const document = await api.ask({
      method: 'POST',
      path: pathTo('/v1/operations/agencies', agency, word),
      body: { reason: reasonOf(options) },
      schema: AgencyOverview,
    })
    return { document, text: `${style.say(done, { agency: plainText(document.agency) })}\n` }
  },
})

/** `pause` and `resume`: whether anything is sent to an agency. */
export const agencyDecisions: readonly Command[] = [
  decideAgency({ word: 'pause', summary: 'command.pause', done: 'done.agency-paused' }),
  decideAgency({ word: 'resume', summary: 'command.resume', done: 'done.agency-resumed' }),
]

import type { Call, Outcome } from '../command.ts'
import { DoneAnswer } from '../connection/done-answer.ts'
import { pathTo } from '../connection/path-to.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { plainText } from '../render/plain-text.ts'
import { reasonOf } from '../words/typed-values.ts'

type Result = {
  readonly id: string
  readonly replayed: boolean
  readonly code: string | null
  readonly why: string
}

/** Each by itself: one that is refused does not stop the next; the exit code is the first refusal's. */
export const replaySome = async ({ api, operands, options, style }: Call): Promise<Outcome> => {
  const body = { reason: reasonOf(options), ...(options.flag('force') && { force: true }) }
  const results: Result[] = []
  let code: ExitCode = exitCodes.done
  for (const id of operands) {
    try {
      const path = pathTo('/v1/operations/deliveries', id, 'replay')
      await api.ask({ method: 'POST', path, body, schema: DoneAnswer })
      results.push({ id, replayed: true, code: null, why: '' })
    } catch (error) {
      // Without a problem's code it is not about this one: nothing would work.
      if (!(error instanceof Failure) || error.problem === null) throw error
      if (code === exitCodes.done) code = error.exit
      const { code: refusal, title, detail } = error.problem
      results.push({ id, replayed: false, code: refusal, why: `${title} (${refusal}). ${detail}` })
    }
  }
  const line = ({ id, replayed, why }: Result): string =>
    replayed
      ? style.say('done.replayed', { id: plainText(id) })
      : `${plainText(id)} : ${style.paint('red', plainText(why))}`
  return {
    document: { items: results.map(({ id, replayed, code: refusal }) => ({ id, replayed, code: refusal })) },
    text: `${results.map(line).join('\n')}\n`,
    code,
  }
}

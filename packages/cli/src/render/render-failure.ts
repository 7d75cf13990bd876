import { exitCodes } from '../exit-codes.ts'
import type { Failure } from '../failure.ts'
import { plainText } from './plain-text.ts'
import type { Style } from './style.ts'

const lines = (failure: Failure, style: Style): readonly string[] => {
  const { problem, text } = failure
  if (problem === null) return [`unefois: ${plainText(style.say(text.key, text.values))}`]
  return [
    `unefois: ${style.paint('red', plainText(problem.title))} (${problem.status} ${plainText(problem.code)})`,
    plainText(problem.detail),
    ...(problem.errors ?? []).map(
      ({ pointer, code, detail }) =>
        `  ${plainText(pointer || '/')}: ${plainText(detail)} (${plainText(code)})`,
    ),
    ...(problem.status === 401 ? [style.say('failure.hint-token')] : []),
    ...(problem.status === 403 ? [style.say('failure.hint-role')] : []),
  ]
}

/** What is said on standard error, ending with a line feed; with `--json`, one JSON document on one line. */
export const renderFailure = (failure: Failure, style: Style, json: boolean): string => {
  const { problem, text, exit } = failure
  if (json) {
    const detail = problem?.detail ?? style.say(text.key, text.values)
    const code = problem?.code ?? text.key.replace(/^failure\./, '')
    return `${JSON.stringify({ ...(problem ?? { code, detail }), exit })}\n`
  }
  const hint = exit === exitCodes.usage ? [style.say('failure.hint-help')] : []
  return `${[...lines(failure, style), ...hint].join('\n')}\n`
}

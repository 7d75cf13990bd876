import { ReplayAnswer, ReplayPreview } from '@unefois/schemas/answers/replay-answer.ts'
import type { z } from 'zod'
import type { Call, Outcome } from '../command.ts'
import { pathTo } from '../connection/path-to.ts'
import { exitCodes } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { figure } from '../render/figures.ts'
import { renderEnded } from '../render/render-ended.ts'
import { renderPreview } from '../render/render-preview.ts'
import type { DeliveryFilter } from '../words/delivery-filter.ts'
import { misuse } from '../words/misuse.ts'
import { reasonOf, wholeNumber } from '../words/typed-values.ts'
import { followReplay } from './follow-replay.ts'

type Replay = z.output<typeof ReplayAnswer>

const path = '/v1/operations/replays'
const yes = /^(?:o|oui|y|yes)$/i

const previewed = ({ api, options }: Call, filter: DeliveryFilter) =>
  api.ask({
    method: 'POST',
    path,
    body: { filter, dryRun: true, ...(options.flag('force') && { force: true }) },
    schema: ReplayPreview,
  })

/** The preview, then the question. */
const confirmed = async (call: Call, filter: DeliveryFilter): Promise<boolean> => {
  const { terminal, style } = call
  if (terminal.ask === null) throw misuse('failure.yes-needed')
  const preview = await previewed(call, filter)
  terminal.err(`${renderPreview(preview, style)}\n`)
  if (preview.total === 0 || terminal.interrupted.aborted) return false
  return yes.test(
    (await terminal.ask(style.say('ask.replay', { count: figure(preview.total, style) }))).trim(),
  )
}

/** Ctrl-C means stop: what goes on out of sight would surprise. Pausing can be undone. */
const pausedByInterruption = async ({ api, style }: Call, id: string): Promise<Outcome> => {
  try {
    const document = await api.ask({ method: 'POST', path: pathTo(path, id, 'pause'), schema: ReplayAnswer })
    const text = `${style.say('sentence.replay-interrupted', { id })}\n`
    return { document, text, code: exitCodes.interrupted }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const text = `${style.say('sentence.replay-not-paused', { id })}\n`
    return { document: { id }, text, code: exitCodes.interrupted }
  }
}

const outcomeOf = (replay: Replay, { style }: Call): Outcome => ({
  document: replay,
  text: renderEnded(replay, style),
  code: replay.state === 'cancelled' ? exitCodes.failed : exitCodes.done,
})

/** Those that a filter finds: previewed, confirmed, started, and followed to the end. */
export const replayMany = async (call: Call, filter: DeliveryFilter): Promise<Outcome> => {
  const { api, options, style } = call
  if (options.flag('dry-run')) {
    const preview = await previewed(call, filter)
    return { document: preview, text: renderPreview(preview, style) }
  }
  const reason = reasonOf(options)
  const ratePerSecond = wholeNumber(options, 'rate', { min: 1, max: 100_000 })
  if (!options.flag('yes') && !(await confirmed(call, filter))) {
    const code = call.terminal.interrupted.aborted ? exitCodes.interrupted : exitCodes.done
    return { document: { id: null }, text: `${style.say('done.replays-not-started')}\n`, code }
  }
  const body = { filter, reason, ratePerSecond, ...(options.flag('force') && { force: true }) }
  const started = await api.ask({ method: 'POST', path, body, schema: ReplayAnswer })
  if (options.flag('detach') || started.state === 'awaiting-approval')
    return { document: started, text: renderEnded(started, style) }
  const ended = await followReplay(call, started.id)
  return ended === null ? pausedByInterruption(call, started.id) : outcomeOf(ended, call)
}

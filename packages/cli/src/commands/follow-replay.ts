import { setTimeout as pause } from 'node:timers/promises'
import { ReplayAnswer } from '@unefois/schemas/answers/replay-answer.ts'
import type { z } from 'zod'
import type { Call } from '../command.ts'
import { pathTo } from '../connection/path-to.ts'
import { exitCodes } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { progressLine } from '../render/progress-line.ts'

type Replay = z.output<typeof ReplayAnswer>
type Seen = { readonly at: number; readonly through: number }

const everyMs = 500
/** A restart of the service is no reason to lose sight of it. */
const patienceMs = 60_000
/** What the rate is reckoned over. */
const lookBackMs = 5000

const ended: readonly Replay['state'][] = ['completed', 'cancelled']
const eraseLine = '\r\u001B[2K'

const rateOf = (seen: readonly Seen[]): number | null => {
  const [first, last] = [seen[0], seen.at(-1)]
  if (first === undefined || last === undefined || last.at - first.at < everyMs) return null
  return ((last.through - first.through) * 1000) / (last.at - first.at)
}

const readPatiently = async ({ api, terminal }: Call, path: string): Promise<Replay> => {
  const until = performance.now() + patienceMs
  for (;;) {
    try {
      return await api.ask({ path, schema: ReplayAnswer, signal: terminal.interrupted })
    } catch (error) {
      const mayPass = error instanceof Failure && error.exit === exitCodes.unreachable
      if (!mayPass || performance.now() > until) throw error
      await pause(1000, undefined, { signal: terminal.interrupted }).catch(() => undefined)
    }
  }
}

/**
 * Watches a replay until it has ended, drawing its progress where a line can be drawn over. Null: Ctrl-C came first.
 */
export const followReplay = async (call: Call, id: string): Promise<Replay | null> => {
  const { terminal, style } = call
  const path = pathTo('/v1/operations/replays', id)
  let seen: readonly Seen[] = []
  try {
    for (;;) {
      const replay = await readPatiently(call, path)
      const now = { at: performance.now(), through: replay.done + replay.failed }
      seen = [...seen.filter(({ at }) => now.at - at < lookBackMs), now]
      if (terminal.redraws) terminal.err(eraseLine + progressLine(replay, rateOf(seen), style))
      if (ended.includes(replay.state)) return replay
      await pause(everyMs, undefined, { signal: terminal.interrupted })
    }
  } catch (error) {
    if (terminal.interrupted.aborted) return null
    throw error
  } finally {
    if (terminal.redraws) terminal.err('\n')
  }
}

import type { ReplayAnswer } from '@unefois/schemas/answers/replay-answer.ts'
import type { z } from 'zod'
import { figure } from './figures.ts'
import type { Style } from './style.ts'

const barWidth = 24

/** How far a replay has come, on one line; `perSecond` is null until it is known. */
export const progressLine = (
  { done, failed, total, state }: z.output<typeof ReplayAnswer>,
  perSecond: number | null,
  style: Style,
): string => {
  const share = total === 0 ? 1 : Math.min(1, (done + failed) / total)
  const filled = Math.floor(share * barWidth)
  const bar = style.paint('green', '█'.repeat(filled)) + '░'.repeat(barWidth - filled)
  const line = style.say('sentence.progress', {
    bar,
    percent: Math.floor(share * 100),
    done: figure(done, style),
    total: figure(total, style),
    failed: figure(failed, style),
    rate: perSecond === null ? '–' : figure(Math.round(perSecond), style),
  })
  return state === 'running' ? line : `${line}  ${style.paint('yellow', state)}`
}

import type { ReplayAnswer } from '@unefois/schemas/answers/replay-answer.ts'
import type { z } from 'zod'
import { figure } from './figures.ts'
import type { Style } from './style.ts'

/** What to know of a replay that nobody watches any more: how it ended, or what it waits for. */
export const renderEnded = (
  { id, state, done, total, failed }: z.output<typeof ReplayAnswer>,
  style: Style,
): string => {
  if (state === 'awaiting-approval') return `${style.say('sentence.awaiting-approval', { id })}\n`
  if (state === 'running') return `${style.say('sentence.detached', { id })}\n`
  const counts = { done: figure(done, style), total: figure(total, style), failed: figure(failed, style) }
  return `${style.say('sentence.replay-ended', { id, state, ...counts })}\n`
}

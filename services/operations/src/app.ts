import type { Foundations } from '@unefois/assembly/open-foundations.ts'
import { keepDeadLetters } from '@unefois/broker/keep-dead-letters.ts'
import type { Journal } from '@unefois/runtime/journal.ts'
import { startReplays } from './start-replays.ts'

/** What operations does by itself, beside answering operators; none of it may keep them from being answered. */
export const startOperations = (
  foundations: Foundations,
  journal: Journal,
): { readonly stop: () => Promise<void> } => {
  const stopping = new AbortController()
  const keeping = keepDeadLetters({ ...foundations, journal }, stopping.signal)
  const replays = startReplays(foundations, journal)
  return {
    stop: async () => {
      stopping.abort()
      await Promise.all([keeping, replays.stop()])
    },
  }
}

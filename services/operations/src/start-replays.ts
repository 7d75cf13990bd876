import type { Foundations } from '@unefois/assembly/open-foundations.ts'
import { runReplays } from '@unefois/broker/run-replays.ts'
import type { Journal } from '@unefois/runtime/journal.ts'

/** Runs replays of many beside the routes, until it is stopped; then another program may take them over at once. */
export const startReplays = (foundations: Foundations, journal: Journal): { stop(): Promise<void> } => {
  const stopping = new AbortController()
  const running = runReplays({ ...foundations, runs: foundations.replayRuns, journal }, stopping.signal)
  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}

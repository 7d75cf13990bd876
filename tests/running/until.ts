import { setTimeout as pause } from 'node:timers/promises'

const usualPatienceMs = 60_000

/**
 * Looks again and again until `look` returns something else than null, undefined or false, and returns that.
 * Rejects with `what` when it does not come within the time, which is long: it tells a hang, never a speed.
 */
export const until = async <Found>(
  what: string,
  look: () => Promise<Found | null | undefined | false>,
  withinMs: number = usualPatienceMs,
): Promise<Found> => {
  const deadline = performance.now() + withinMs
  for (;;) {
    const found = await look()
    if (found !== null && found !== undefined && found !== false) return found
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`)
    await pause(25)
  }
}

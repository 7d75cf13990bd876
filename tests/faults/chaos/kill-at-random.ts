import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from './seeded-random.ts'

/** Something that can be killed with SIGKILL and comes back, by itself or by `kill` waiting for it. */
export type Victim = { readonly name: string; kill(): Promise<boolean> }

export type KillPlan = {
  readonly victim: Victim
  readonly times: number
  /** Mean of the random time from one kill to the next. */
  readonly meanMs: number
}

/**
 * Kills at random instants, as often as planned: the wait is uniform from nothing to twice the mean, so that some
 * fall into the start of what was killed just before.
 */
export const killAtRandom = async (
  { victim, times, meanMs }: KillPlan,
  random: Random,
  stop: AbortSignal,
): Promise<void> => {
  let left = times
  while (left > 0 && !stop.aborted) {
    await pause(random() * 2 * meanMs, undefined, { signal: stop }).catch(() => undefined)
    if (!stop.aborted && (await victim.kill())) left -= 1
  }
}

import { setTimeout as sleep } from 'node:timers/promises'
import type { WakeUps } from './ports/wake-ups.ts'

export type Signalled = {
  /** Resolves at the next signal (or at once if one came since the last call), after `atMostMs`, or at `stop`. */
  next(atMostMs: number, stop: AbortSignal): Promise<void>
  /** A signal from within the program. */
  signal(): void
  end(): void
}

/** Waiting for a hint, with polling as the safety net. A signal that comes while nobody waits is not lost. */
export const signalled = (wakeUps: Pick<WakeUps, 'listen'>, channel: string): Signalled => {
  let pending = false
  let resume: (() => void) | null = null
  const signal = (): void => {
    pending = true
    resume?.()
  }
  const unlisten = wakeUps.listen(channel, signal)

  return {
    signal,
    end: unlisten,
    next: async (atMostMs, stop) => {
      if (!pending && !stop.aborted) {
        await new Promise<void>((resolve) => {
          const done = (): void => {
            clearTimeout(timer)
            stop.removeEventListener('abort', done)
            resume = null
            resolve()
          }
          const timer = setTimeout(done, atMostMs)
          stop.addEventListener('abort', done)
          resume = done
        })
      }
      pending = false
    },
  }
}

/** A pause that ends early, without rejecting, when `stop` is aborted. */
signalled.pause = async (ms: number, stop: AbortSignal): Promise<void> => {
  if (ms <= 0) return
  try {
    await sleep(ms, undefined, { signal: stop })
  } catch (error) {
    if (!stop.aborted) throw error
  }
}

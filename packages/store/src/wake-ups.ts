import { BroadcastChannel } from 'node:worker_threads'
import type { WakeUps } from '@unefois/broker/ports/wake-ups.ts'
import { connectToOthers } from './wake-ups-of-others.ts'

export type OpenWakeUps = WakeUps & { close(): Promise<void> }

export type WakeUpsOptions = {
  /** The connection was lost or could not be made; it is tried again by itself. */
  onFailure?(error: Error): void
  /** Heard at once by whoever named the same in another thread of this program, as they hear it from the others later. */
  readonly amongThreads?: string
}

/**
 * After the first signal of a channel, further ones within this time go out together at its end: NOTIFY takes a
 * lock of the whole server at commit, and one per transaction halved its throughput.
 */
const debounceMs = 20

/**
 * Hints between steps, in this program (next microtask) and to the others on the same database (LISTEN/NOTIFY on a
 * connection of its own, outside any transaction of the callers). Never rejects or throws: while the connection is
 * away hints to others are dropped, and when it is back everybody is woken once, since theirs may have been lost.
 */
export async function openWakeUps(url: string, options: WakeUpsOptions = {}): Promise<OpenWakeUps> {
  const listeners = new Map<string, Set<() => void>>()
  const wakeLocal = (channel: string) => {
    for (const wake of listeners.get(channel) ?? []) queueMicrotask(wake)
  }
  const wakeAll = () => {
    for (const channel of listeners.keys()) wakeLocal(channel)
  }
  const others = connectToOthers({
    url,
    onWake: wakeLocal,
    onReconnect: wakeAll,
    onFailure: options.onFailure,
  })
  const threads = options.amongThreads === undefined ? null : new BroadcastChannel(options.amongThreads)
  if (threads !== null) threads.onmessage = ({ data }) => wakeLocal(String(data))
  const windows = new Map<string, { timer: NodeJS.Timeout; again: boolean }>()

  function open(channel: string): void {
    others.notify(channel)
    windows.set(channel, { timer: setTimeout(() => endOfWindow(channel), debounceMs), again: false })
  }

  function endOfWindow(channel: string): void {
    const again = windows.get(channel)?.again
    windows.delete(channel)
    if (again) open(channel)
  }

  await others.firstAttempt
  return {
    signal(channel) {
      wakeLocal(channel)
      threads?.postMessage(channel)
      const window = windows.get(channel)
      if (window) window.again = true
      else open(channel)
    },
    listen(channel, wake) {
      const own = () => wake()
      const set = listeners.get(channel) ?? new Set()
      listeners.set(channel, set.add(own))
      return () => {
        set.delete(own)
        if (set.size === 0 && listeners.get(channel) === set) listeners.delete(channel)
      }
    },
    async close() {
      for (const { timer } of windows.values()) clearTimeout(timer)
      windows.clear()
      threads?.close()
      await others.close()
    },
  }
}

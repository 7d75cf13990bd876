import type { Acknowledgement } from '@unefois/domain/acknowledgement.ts'
import { giveAcknowledgement } from './give-acknowledgement.ts'

/** An acknowledgement that a 202 promised. */
export type Owed = {
  readonly deliveryId: string
  /** RFC 3339. */
  readonly at: string
  readonly acknowledgement: Acknowledgement
}

export type OwedAcknowledgements = {
  /** Gives it when it is due; one already owed for the same delivery stays as it is. */
  owe(owed: Owed): void
  list(): readonly Owed[]
  /** Gives no more; what is still owed is in the file. */
  stop(): void
}

type Parts = {
  readonly agency: string
  readonly brokerUrl: string
  /** Called once the broker has the last word: 200, 404 or 409. */
  settled(deliveryId: string, status: number): Promise<void>
}

/** Of one agency, so that a burst of thousands does not become thousands of connections. */
const mostUnderWay = 16
const firstRetryMs = 250
const longestRetryMs = 5_000

/** Taken, repeated, or refused for good: nothing changes by asking again. */
const isLastWord = (status: number): boolean => [200, 404, 409].includes(status)

/** Gives the broker the acknowledgements that the agency promised, each until it has the broker's last word. */
export const owedAcknowledgements = ({ agency, brokerUrl, settled }: Parts): OwedAcknowledgements => {
  const all = new Map<string, Owed>()
  const timers = new Set<NodeJS.Timeout>()
  const due: { readonly owed: Owed; readonly tries: number }[] = []
  const stopped = new AbortController()
  let underWay = 0

  const after = (ms: number, owed: Owed, tries: number): void => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      due.push({ owed, tries })
      next()
    }, ms)
    timers.add(timer)
  }

  const give = async (owed: Owed, tries: number): Promise<void> => {
    const status = await giveAcknowledgement(owed, { agency, brokerUrl, stopped: stopped.signal })
    if (stopped.signal.aborted) return
    if (status === null || !isLastWord(status)) {
      after(Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(tries, 10)), owed, tries + 1)
      return
    }
    all.delete(owed.deliveryId)
    await settled(owed.deliveryId, status)
  }

  const next = (): void => {
    while (underWay < mostUnderWay && !stopped.signal.aborted) {
      const first = due.shift()
      if (first === undefined) return
      underWay++
      const ended = () => {
        underWay--
        next()
      }
      // A note that could not be written is made again at the next start: the broker takes a repetition.
      give(first.owed, first.tries).then(ended, ended)
    }
  }

  return {
    owe: (owed) => {
      if (all.has(owed.deliveryId)) return
      all.set(owed.deliveryId, owed)
      after(Math.max(0, Date.parse(owed.at) - Date.now()), owed, 0)
    },
    list: () => [...all.values()],
    stop: () => {
      stopped.abort()
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

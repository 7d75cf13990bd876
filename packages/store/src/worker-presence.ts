import { randomInt } from 'node:crypto'
import { Client } from 'pg'

/** Shows others that this run of a program lives, for as long as it does. */
export type WorkerPresence = {
  /** Of its advisory lock: nobody else's. */
  readonly key: number
  /** Resolves once the lock is held; at once when it is. */
  hold(): Promise<void>
  /** Others take this worker for dead from now on, until it holds again. */
  onLost(lost: () => void): void
  end(): Promise<void>
}

/** Far above the keys of other locks of ours, which have names; of so many two are never alike. */
const [lowestKey, highestKey] = [2 ** 40, 2 ** 48 - 1]
const newKey = (): number => lowestKey + randomInt(highestKey - lowestKey)

/**
 * A session's advisory lock on a connection of its own. PostgreSQL frees it when the connection ends, so that a killed
 * program is known to be dead within milliseconds, on whatever machine it ran; a lease alone says so seconds later.
 */
export const workerPresence = (databaseUrl: string, worker: string): WorkerPresence => {
  const key = newKey()
  let holding: Promise<void> | null = null
  let current: Client | null = null
  let ended = false
  const callBacks: (() => void)[] = []

  const connect = async (): Promise<void> => {
    const client = new Client({
      connectionString: databaseUrl,
      application_name: `unefois-alive ${worker}`.slice(0, 63),
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    })
    let lost = false
    const lose = (): void => {
      if (lost) return
      lost = true
      if (current !== client) return
      holding = null
      current = null
      if (!ended) for (const callBack of callBacks) callBack()
    }
    client.on('error', lose)
    client.on('end', lose)
    try {
      await client.connect()
      // Waits: who asks whether we live holds it for the length of a statement.
      await client.query('select pg_advisory_lock($1)', [key])
    } catch (error) {
      await client.end().catch(() => undefined)
      throw error
    }
    if (lost) throw new Error('the connection was lost as soon as it was made')
    current = client
  }

  return {
    key,
    hold: async () => {
      holding ??= connect()
      try {
        await holding
      } catch (error) {
        holding = null
        throw error
      }
    },
    onLost: (lost) => void callBacks.push(lost),
    end: async () => {
      ended = true
      await holding?.catch(() => undefined)
      await current?.end()
    },
  }
}

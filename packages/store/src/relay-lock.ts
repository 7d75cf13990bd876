import type { RelayLock } from '@unefois/broker/ports/outbox.ts'
import { Client } from 'pg'

/** Any constant will do, as long as nobody else locks it: 'unefois relay'. */
const lockKey = 7_316_001

/**
 * A session's advisory lock on a connection of its own: PostgreSQL frees it the moment the connection ends, so a
 * killed relay is followed by the next within a second.
 */
export const relayLock = (databaseUrl: string): RelayLock => ({
  tryAcquire: async () => {
    const client = new Client({
      connectionString: databaseUrl,
      application_name: 'unefois-relay-lock',
      keepAlive: true,
    })
    const lost = new AbortController()
    client.on('error', () => lost.abort())
    client.on('end', () => lost.abort())
    if (!(await take(client))) {
      await client.end()
      return null
    }
    return {
      lost: lost.signal,
      release: async () => {
        if (!lost.signal.aborted) await client.end()
      },
    }
  },
})

/** Rejects with the connection closed. */
const take = async (client: Client): Promise<boolean> => {
  try {
    await client.connect()
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
      lockKey,
    ])
    return rows[0]?.taken === true
  } catch (error) {
    // What failed first is what counts; closing what may never have opened can fail as well.
    await client.end().catch(() => undefined)
    throw error
  }
}

import { setTimeout as pause } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import { transaction } from './pool.ts'

/**
 * How long everybody else may have to wait behind us for a table, milliseconds: whoever asks for it after us queues
 * even while we wait ourselves.
 */
const waitMs = 100
const tries = 30
const betweenMs = 500

/** Another held the table, or we held each other up. */
const heldUp = (error: unknown): boolean =>
  ['55P03', '40P01'].includes(String((error as { code?: unknown }).code))

/**
 * Changes tables that are being worked with: gives up within a moment when it cannot have them, and tries again for
 * some 15 s. Rejects with the lock's error after that.
 */
export const withBriefLocks = async <Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> => {
  for (let count = 1; ; count += 1) {
    try {
      return await transaction(pool, async (client) => {
        await client.query(`set local lock_timeout = ${waitMs}`)
        return work(client)
      })
    } catch (error) {
      if (!heldUp(error) || count === tries) throw error
      await pause(betweenMs)
    }
  }
}

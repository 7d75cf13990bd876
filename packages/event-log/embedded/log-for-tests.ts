import { randomUUID } from 'node:crypto'
import type { EventLog } from '@unefois/broker/ports/event-log.ts'
import { openPool } from '@unefois/store/pool.ts'
import { openWakeUps } from '@unefois/store/wake-ups.ts'
import { openEmbeddedLog } from './open-embedded-log.ts'

/** A client with connections of its own, as another program would have; the conformance suite opens it by path. */
export async function openLog(settings: unknown): Promise<EventLog> {
  const { url } = settings as { url: string }
  const pool = openPool(url, { max: 4, applicationName: 'log-under-test' })
  const wakeUps = await openWakeUps(url)
  const log = openEmbeddedLog({ pool, wakeUps, member: `test-${randomUUID()}` })
  return {
    ...log,
    async close() {
      await log.close()
      await wakeUps.close()
      await pool.end()
    },
  }
}

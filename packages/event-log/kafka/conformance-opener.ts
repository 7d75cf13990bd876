import type { EventLog } from '@unefois/broker/ports/event-log.ts'
import { openKafkaLog } from './open-kafka-log.ts'

export type ConformanceSettings = { readonly brokers: readonly string[] }

/** What the conformance suite opens, here and in a member that it kills: short timings, so that it waits little. */
export function openLog(settings: unknown): Promise<EventLog> {
  const { brokers } = settings as ConformanceSettings
  return openKafkaLog({
    brokers,
    clientId: 'conformance',
    journal: { info() {}, alarm() {} },
    timings: {
      // 6 s is the shortest that brokers accept.
      session: 6_000,
      heartbeat: 500,
      fetchWait: 200,
      handlerPause: [50, 500],
      rebuildPause: 200,
    },
  })
}

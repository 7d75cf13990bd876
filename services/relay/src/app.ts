import type { Foundations } from '@unefois/assembly/open-foundations.ts'
import { relayOutbox } from '@unefois/broker/1b-relay-outbox.ts'
import { topicPartitions } from '@unefois/broker/topics.ts'
import type { Journal } from '@unefois/runtime/journal.ts'
import { outboxStore } from '@unefois/store/outbox-store.ts'
import { relayLock } from '@unefois/store/relay-lock.ts'

/** Starts publishing as soon as no other relay does. */
export const startRelay = async (
  { hotPool, databaseUrl, log, wakeUps }: Foundations,
  journal: Journal,
): Promise<{ stop(): Promise<void> }> => {
  for (const [topic, partitions] of topicPartitions) await log.ensureTopic(topic, partitions)
  const stopping = new AbortController()
  const running = relayOutbox(
    { outbox: outboxStore(hotPool), log, lock: relayLock(databaseUrl), wakeUps, journal },
    stopping.signal,
  )
  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}

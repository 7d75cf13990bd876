import type { EventLog, Subscription } from '@unefois/broker/ports/event-log.ts'
import { guardedProducer } from './guarded-producer.ts'
import { kafkaClient } from './kafka-client.ts'
import { defaultTimings, type KafkaOptions } from './kafka-options.ts'
import { kafkaSubscription } from './kafka-subscription.ts'
import { kafkaTopics } from './kafka-topics.ts'
import { sharedAdmin } from './shared-admin.ts'

/** The event log on Apache Kafka 3.9 or 4. Connects at the first use: brokers may be down when it is opened. */
export async function openKafkaLog(options: KafkaOptions): Promise<EventLog> {
  const timings = { ...defaultTimings, ...options.timings }
  const kafka = kafkaClient(options, timings)
  const admin = sharedAdmin(kafka)
  const topics = kafkaTopics(admin, options.replicationFactor)
  const producer = guardedProducer({
    kafka,
    journal: options.journal,
    deadlineMs: timings.publishDeadline,
    partitionsOf: topics.partitionsOf,
    forgetTopic: topics.forget,
  })
  const subscriptions = new Set<Subscription>()

  return {
    ensureTopic: topics.ensure,
    publish: producer.publish,
    async subscribe(wishes, handle) {
      const subscription = kafkaSubscription(
        { kafka, admin, journal: options.journal, timings },
        wishes,
        handle,
      )
      subscriptions.add(subscription)
      return subscription
    },
    lag: topics.lag,
    healthy: () =>
      answersWithin(
        3_000,
        admin.use((its) => its.describeCluster()),
      ),
    async close() {
      await Promise.all([...subscriptions].map((subscription) => subscription.stop()))
      await producer.close()
      await admin.close()
    },
  }
}

async function answersWithin(ms: number, question: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms)
  })
  const answered = question.then(
    () => true,
    () => false,
  )
  const first = await Promise.race([answered, patience])
  clearTimeout(timer)
  return first
}

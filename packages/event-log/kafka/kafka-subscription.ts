import type { BatchHandler, SubscribeOptions, Subscription } from '@unefois/broker/ports/event-log.ts'
import type { Journal } from '@unefois/broker/ports/journal.ts'
import type { Kafka } from 'kafkajs'
import { type KafkaMember, kafkaMember } from './kafka-member.ts'
import type { KafkaTimings } from './kafka-options.ts'
import type { SharedAdmin } from './shared-admin.ts'
import { type StartingPlaces, startingPlacesAtEnd } from './start-at-end.ts'

export type KafkaSubscriptionParts = {
  readonly kafka: Kafka
  readonly admin: SharedAdmin
  readonly journal: Journal
  readonly timings: KafkaTimings
}

/** Keeps one member of the group alive: whenever it breaks or falls silent, another takes its place. */
export function kafkaSubscription(
  parts: KafkaSubscriptionParts,
  options: SubscribeOptions,
  handle: BatchHandler,
): Subscription {
  const { timings } = parts
  const ready = Promise.withResolvers<void>()
  ready.promise.catch(() => undefined)
  const stop = Promise.withResolvers<'stop'>()
  const state = { stopping: false, ready: false, lastLife: performance.now() }
  const silence = () => performance.now() - state.lastLife

  const newMember = (places: StartingPlaces | null): KafkaMember =>
    kafkaMember({
      kafka: parts.kafka,
      options,
      timings,
      handle,
      places,
      onReady() {
        state.ready = true
        ready.resolve()
      },
      onLife() {
        state.lastLife = performance.now()
      },
    })

  const keepAlive = async (): Promise<void> => {
    let places: StartingPlaces | null = null
    while (!state.stopping) {
      let member: KafkaMember | null = null
      try {
        await warmUp(parts.admin, options.group)
        if (options.from === 'end')
          places ??= await startingPlacesAtEnd(parts.admin, options.group, options.topic)
        if (state.stopping) break
        state.lastLife = performance.now()
        member = newMember(places)
        await Promise.race([member.broken, stop.promise, untilSilentFor(timings.session * 2, silence, state)])
      } catch (error) {
        options.onFailure(error)
        parts.journal.alarm('kafka-consumer-rebuilt', { group: options.group, topic: options.topic })
      }
      await member?.leave().catch(options.onFailure)
      if (!state.stopping) await Promise.race([stop.promise, pause(timings.rebuildPause)])
    }
  }

  const over = keepAlive()
  return {
    ready: () => ready.promise,
    // Heartbeats go on while a handler runs, and an idle consumer's fetches end after `fetchWait`.
    healthy: () =>
      state.ready && !state.stopping && silence() < 3 * timings.heartbeat + timings.fetchWait + 5_000,
    async stop() {
      state.stopping = true
      stop.resolve('stop')
      await over
      ready.reject(new Error('the subscription was stopped before it was ready'))
    },
  }
}

/** kafkajs can hang without a crash; then silence is all that tells. Rejects. */
async function untilSilentFor(
  ms: number,
  silence: () => number,
  state: { readonly stopping: boolean },
): Promise<void> {
  while (!state.stopping) {
    await pause(1_000)
    if (silence() > ms) throw new Error(`nothing was heard of the consumer for ${ms} ms`)
  }
}

/**
 * On Kafka 4 the first member of a new group may crash with GROUP_LOAD_IN_PROGRESS; asking for the group makes
 * the coordinator load it. What else goes wrong here, joining will show.
 */
const warmUp = (admin: SharedAdmin, group: string): Promise<void> =>
  admin
    .use((its) => its.describeGroups([group]))
    .then(
      () => undefined,
      () => undefined,
    )

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref())

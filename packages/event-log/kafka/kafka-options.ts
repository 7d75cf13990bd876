import type { ConnectionOptions } from 'node:tls'
import type { Journal } from '@unefois/broker/ports/journal.ts'

/** How to reach the cluster; the rest has defaults that suit production. */
export type KafkaOptions = {
  /** `host:port` of some brokers; the others are learned from them. */
  readonly brokers: readonly string[]
  /** Shown in the brokers' logs, quotas and metrics. */
  readonly clientId: string
  readonly ssl?: boolean | ConnectionOptions
  readonly sasl?: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'
    readonly username: string
    readonly password: string
  }
  readonly journal: Journal
  readonly timings?: Partial<KafkaTimings>
  /** Of topics made by `ensureTopic`; 3 on three brokers or more, else 1, unless told. */
  readonly replicationFactor?: number
}

/** All in ms. */
export type KafkaTimings = {
  /** After which `publish` rejects, whatever the client is still trying. */
  readonly publishDeadline: number
  /** After which a request counts as unanswered and is repeated within the deadline. */
  readonly request: number
  /** Silence after which the group gives a member's partitions to others. */
  readonly session: number
  /** How long a group that is shared out anew waits for a living member to end its batch. */
  readonly rebalance: number
  readonly heartbeat: number
  /** How long a fetch waits for a first record; also the longest that `stop` waits for an idle consumer. */
  readonly fetchWait: number
  /** Under load a member commits all of its partitions together, so often at most. */
  readonly commitPace: number
  /** First and longest pause before a batch whose handler rejected comes again. */
  readonly handlerPause: readonly [number, number]
  /** Pause before a crashed consumer is built anew. */
  readonly rebuildPause: number
}

export const defaultTimings: KafkaTimings = {
  publishDeadline: 30_000,
  request: 10_000,
  // What a restart after SIGKILL costs at most: the group waits so long for the member that was killed. Ten heartbeats.
  session: 10_000,
  rebalance: 30_000,
  heartbeat: 1_000,
  // A record ends the wait at once, so this costs no latency: only one request a second and group when idle.
  fetchWait: 1_000,
  commitPace: 100,
  handlerPause: [200, 10_000],
  rebuildPause: 500,
}

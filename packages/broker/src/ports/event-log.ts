/**
 * The event log: durable, partitioned by key, at least once. Two drivers (embedded on PostgreSQL, Kafka) pass
 * one conformance suite. Small on purpose: six methods to write when a driver is replaced.
 */

export type LogRecord = {
  /** Records of one key keep their order. A person's internal id, never an identifier. */
  readonly key: string
  /** CloudEvents attributes in the binary content mode of the Kafka binding (`ce_id`, `ce_type`, …). */
  readonly headers: Readonly<Record<string, string>>
  readonly value: Buffer
}

export type StoredRecord = LogRecord & {
  readonly topic: string
  readonly partition: number
  /** Dense and increasing within the partition in the embedded log, increasing in Kafka. */
  readonly offset: bigint
}

/** A slice of one partition, in order. */
export type Batch = {
  readonly topic: string
  readonly partition: number
  readonly records: readonly StoredRecord[]
}

/**
 * Handles a batch whole. When it resolves, the batch's offset is committed; when it rejects, the same records
 * come again after a pause. It may see a record more than once and must make that harmless. It must finish in
 * seconds: write rows, never call out.
 */
export type BatchHandler = (batch: Batch) => Promise<void>

export type SubscribeOptions = {
  readonly group: string
  readonly topic: string
  /**
   * Where a group that has never committed begins. `end` is fixed, and kept, once `ready()` resolves: what is
   * published later reaches the group even if this member stops before it has handled anything.
   */
  readonly from: 'beginning' | 'end'
  readonly maxRecords: number
  /** Called on every failure of the handler or of the log; the subscription goes on by itself. */
  onFailure(error: unknown): void
}

export type Subscription = {
  /** Resolves once this member owns its first partitions (or has learned that others own them all). */
  ready(): Promise<void>
  /** False when nothing was fetched nor any heartbeat answered for a while: the service is not ready. */
  healthy(): boolean
  /** Lets the running batch end, commits, leaves the group. */
  stop(): Promise<void>
}

export type EventLog = {
  /** Creates the topic if it is missing; never changes an existing one. */
  ensureTopic(topic: string, partitions: number): Promise<void>
  /**
   * Resolves only when EVERY record is durable. A rejection says nothing about any of them: publish the same
   * records again, in the same order, before any other of the same keys.
   */
  publish(topic: string, records: readonly LogRecord[]): Promise<void>
  subscribe(options: SubscribeOptions, handle: BatchHandler): Promise<Subscription>
  /** Records not yet committed by the group, over all partitions. */
  lag(group: string, topic: string): Promise<bigint>
  healthy(): Promise<boolean>
  close(): Promise<void>
}

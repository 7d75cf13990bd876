import type { LogRecord } from './event-log.ts'

export type OutboxRow = LogRecord & { readonly position: bigint; readonly topic: string }

/** What was committed and is not yet on the log, in commit order for each person. */
export type Outbox = {
  /** The oldest rows not yet published, by position. */
  unpublished(limit: number): Promise<readonly OutboxRow[]>
  /** Only what the log has acknowledged. */
  markPublished(positions: readonly bigint[]): Promise<void>
  /**
   * Puts back what was published before `before` and whose told lines some agency has not opened: the log lost
   * it. Settles the person events whose deliveries are all final. Returns how many were put back.
   */
  reconcile(before: Date): Promise<number>
}

/** At most one process publishes: the lock is lost with the connection that holds it. */
export type RelayLock = {
  /** Resolves with the held lock, or null when another process has it. */
  tryAcquire(): Promise<{ lost: AbortSignal; release(): Promise<void> } | null>
}

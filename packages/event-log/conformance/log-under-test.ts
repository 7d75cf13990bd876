import type {
  BatchHandler,
  EventLog,
  StoredRecord,
  SubscribeOptions,
} from '@unefois/broker/ports/event-log.ts'

/** What a driver's test file gives the suite: how to reach one running log, from this program or another. */
export type LogUnderTest = {
  /**
   * File URL of a module that exports `openLog(settings): Promise<EventLog>`. The suite imports it, and so does
   * a member in a program of its own that is then killed: a crash is only a crash when nothing can run after it.
   */
  readonly opener: string
  /** What `openLog` is called with; must survive JSON. */
  readonly settings: unknown
  dispose(): Promise<void>
}

export type DriverUnderTest = {
  readonly name: string
  /** Called once; every test uses topics and groups of its own. */
  create(): Promise<LogUnderTest>
  /** Why the suite cannot run here: it is then skipped. */
  readonly unavailable?: string | null
  /** How long the log takes at most to give a dead member's partitions to another, ms; 30 s unless told. */
  readonly takeOverMs?: number
}

export type Opener = { openLog(settings: unknown): Promise<EventLog> }

/** What each test works with. */
export type Bench = {
  /** A client of its own, as another program would have; closed by itself after the test. */
  open(): Promise<EventLog>
  /** A new topic with this many partitions. */
  topic(partitions: number): Promise<string>
  /** A name no group has had. */
  group(): string
  readonly takeOverMs: number
  /** Where another program finds the log. */
  readonly opener: string
  readonly settings: unknown
}

export function subscribing(
  group: string,
  topic: string,
  changes: Partial<SubscribeOptions> = {},
): SubscribeOptions {
  return { group, topic, from: 'beginning', maxRecords: 100, onFailure() {}, ...changes }
}

/** A handler that keeps whatever it is given, in the order in which it came. */
export function keeping(): { readonly kept: StoredRecord[]; readonly keep: BatchHandler } {
  const kept: StoredRecord[] = []
  return {
    kept,
    async keep(batch) {
      kept.push(...batch.records)
    },
  }
}

/** Polls because the port promises that something happens, never when. Fails after `withinMs`. */
export async function eventually(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  withinMs = 30_000,
): Promise<void> {
  const deadline = performance.now() + withinMs
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`waited ${withinMs} ms in vain: ${what}`)
    await pause(10)
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

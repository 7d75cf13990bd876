import type { Account } from '@unefois/domain/account.ts'
import type { AgencyId } from '@unefois/domain/ids.ts'
import type { LogRecord } from './event-log.ts'

export const deadLetterStates = ['listed', 'put-back', 'set-aside'] as const
export type DeadLetterState = (typeof deadLetterStates)[number]

/** A record as its consumer met it, and why it could not be read. */
export type DeadLetterToKeep = {
  readonly agency: AgencyId
  readonly cause: string
  readonly topic: string
  readonly partition: number
  readonly offset: bigint
  readonly record: LogRecord
  /** The same for the same record at the same agency, wherever it stood on the log. */
  readonly fingerprint: Buffer
}

export type DeadLetter = Pick<DeadLetterToKeep, 'agency' | 'cause' | 'topic' | 'partition' | 'offset'> & {
  readonly id: string
  readonly recordedAt: Date
  readonly state: DeadLetterState
}

export type DeadLetterFilter = {
  readonly agency?: AgencyId
  readonly cause?: string
  readonly state?: DeadLetterState
}

export type DeadLetterDecision = { readonly by: Account; readonly reason: string }

export type DeadLetters = {
  /**
   * Each once, however often it comes. One that was put back and comes from another place on the log is dead again: it
   * is listed again.
   */
  keep(letters: readonly DeadLetterToKeep[]): Promise<void>
  /** Newest first. */
  list(
    filter: DeadLetterFilter,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<{ readonly items: readonly DeadLetter[]; readonly next: string | null }>
  /** How many are listed, by agency. */
  listed(): Promise<ReadonlyMap<AgencyId, number>>
  /**
   * The record goes to its topic once more, through the outbox, and with it are put back those of other agencies that
   * could not read the very same one; audited. Resolves with how it stands now: a repetition changes nothing. Null
   * when there is none.
   */
  putBack(id: string, decision: DeadLetterDecision): Promise<DeadLetter | null>
  /** Nothing more happens with it; audited. As it stands when it was put back before. */
  setAside(id: string, decision: DeadLetterDecision): Promise<DeadLetter | null>
  /** Deletes some of those that were decided upon before; resolves with how many. */
  forgetDecided(before: Date): Promise<number>
}

import type { Acknowledgement } from '@unefois/domain/acknowledgement.ts'
import type { Notice } from './notice.ts'

/** What a simulator said, or would have said, to one arrival; kept beside it in the ledger. */
export type Answer = {
  /** HTTP status; null when it said nothing (`hang`). */
  readonly status: number | null
  /** The business outcome: in the body with a 200, announced with a 202. */
  readonly acknowledgement?: Acknowledgement
}

/** One line of the ledger: an arrival whose signature and form were right. */
export type Received = {
  readonly deliveryId: string
  /** How many times this id has come, this time included. */
  readonly attempt: number
  readonly receivedAt: string
  readonly subject: string
  readonly sequence: string
  readonly type: string
  /** Of a correction or withdrawal: the delivery that it follows. */
  readonly replaces?: string
  readonly data: unknown
  readonly duplicate: boolean
  readonly answer: Answer
}

export type Stats = {
  readonly received: number
  readonly distinct: number
  readonly duplicates: number
  /** First arrivals whose sequence was not above the subject's last first-arrived one. */
  readonly outOfOrder: number
}

export type Arrival = { readonly attempt: number; readonly remembered: Answer | null }

/** A deferred one is sent again by agreement; that it comes again is no repetition. */
const isBusinessEffect = ({ acknowledgement }: Answer): boolean =>
  acknowledgement !== undefined && acknowledgement.outcome !== 'deferred'

/** What a simulator remembers of its ledger: enough to know what comes again, and whether order was kept. */
export class Register {
  private received = 0
  private outOfOrder = 0
  private readonly attempts = new Map<string, number>()
  private readonly effects = new Map<string, Answer>()
  private readonly lastSequences = new Map<string, bigint>()

  /** Counts the arrival, at once: of two that come together, one is the first. */
  arrive({ id, subject, sequence }: Pick<Notice, 'id' | 'subject' | 'sequence'>): Arrival {
    this.received++
    const attempt = (this.attempts.get(id) ?? 0) + 1
    this.attempts.set(id, attempt)
    if (attempt === 1) this.keepOrder(subject, BigInt(sequence))
    return { attempt, remembered: this.effects.get(id) ?? null }
  }

  /** Remembers the first business answer to an id: whatever comes later is answered the same. */
  answered(id: string, answer: Answer): void {
    if (isBusinessEffect(answer) && !this.effects.has(id)) this.effects.set(id, answer)
  }

  stats(): Stats {
    const distinct = this.attempts.size
    return {
      received: this.received,
      distinct,
      duplicates: this.received - distinct,
      outOfOrder: this.outOfOrder,
    }
  }

  clear(): void {
    this.received = 0
    this.outOfOrder = 0
    for (const kept of [this.attempts, this.effects, this.lastSequences]) kept.clear()
  }

  private keepOrder(subject: string, sequence: bigint): void {
    const last = this.lastSequences.get(subject)
    if (last !== undefined && sequence <= last) this.outOfOrder++
    this.lastSequences.set(subject, sequence)
  }
}

import { createHash } from 'node:crypto'
import type { Acknowledgement } from '@unefois/domain/acknowledgement.ts'
import type { Behaviour } from './behaviour.ts'
import type { Answer } from './register.ts'

export type Reply = {
  readonly as: 'answer' | 'garbage' | 'huge' | 'silence' | 'redirect' | 'hang-up'
  readonly answer: Answer
  /** Milliseconds before it is given. */
  readonly waitMs: number
  readonly retryAfter?: string
  /** The acknowledgement is owed, and due so many milliseconds after the arrival. */
  readonly owedAfterMs?: number
}

export type Circumstances = {
  readonly deliveryId: string
  readonly attempt: number
  readonly now: Date
  /** The business answer that this id was given before. */
  readonly remembered: Answer | null
  /** What the agency's own rules say to it. */
  answer(): Acknowledgement
}

const replyOf = (as: Reply['as'], answer: Answer, more: Partial<Reply> = {}): Reply => ({
  as,
  answer,
  waitMs: 0,
  ...more,
})

const acknowledged = (acknowledgement: Acknowledgement): Reply =>
  replyOf('answer', { status: 200, acknowledgement })

/** From the seed, the id and the attempt alone, so that neither a restart nor another order changes it. */
const chance = (seed: number | string, { deliveryId, attempt }: Circumstances): number =>
  createHash('sha256').update(`${seed} ${deliveryId} ${attempt}`).digest().readUInt32BE(0) / 2 ** 32

/** Modes that fail below the business (`down` is not met here: it takes nothing in): they treat what comes again like what comes first. Null: none of them. */
const faultOf = (behaviour: Behaviour, circumstances: Circumstances): Reply | null => {
  switch (behaviour.mode) {
    case 'status': {
      const { code, retryAfter } = behaviour
      const more = retryAfter === undefined ? {} : { retryAfter: String(retryAfter) }
      return replyOf('answer', { status: code }, more)
    }
    case 'flaky':
      return chance(behaviour.seed, circumstances) < behaviour.rate
        ? replyOf('answer', { status: 500 })
        : null
    case 'garbage':
      return replyOf('garbage', { status: 200 })
    case 'huge':
      return replyOf('huge', { status: 200 })
    case 'hang':
      return replyOf('silence', { status: null })
    case 'redirect':
      return replyOf('redirect', { status: 307 })
    default:
      return null
  }
}

/** An id that was answered before: the same answer, and if it was owed it is owed again, in case it was lost. */
const repeated = (answer: Answer): Reply =>
  replyOf('answer', answer, answer.status === 202 ? { owedAfterMs: 0 } : {})

const business = (behaviour: Behaviour, circumstances: Circumstances): Reply => {
  switch (behaviour.mode) {
    case 'reject':
      return acknowledged({ outcome: 'rejected', reason: behaviour.reason })
    case 'not-a-client':
      return acknowledged({ outcome: 'not-a-client' })
    case 'needs-review':
      return acknowledged({ outcome: 'needs-review' })
    case 'defer': {
      // Once the instant has passed, deferring to it again would only turn in a circle.
      const passed = Date.parse(behaviour.until) <= circumstances.now.getTime()
      return acknowledged(passed ? circumstances.answer() : { outcome: 'deferred', until: behaviour.until })
    }
    case 'acknowledge-later': {
      const answer = { status: 202, acknowledgement: circumstances.answer() }
      return replyOf('answer', answer, { owedAfterMs: behaviour.afterMs })
    }
    case 'never-acknowledge':
      return replyOf('answer', { status: 202 })
    default:
      return acknowledged(circumstances.answer())
  }
}

/** What a simulator replies to one arrival. Pure. */
export const decideReply = (behaviour: Behaviour, circumstances: Circumstances): Reply => {
  const fault = faultOf(behaviour, circumstances)
  if (fault !== null) return fault
  const { remembered } = circumstances
  const reply = remembered === null ? business(behaviour, circumstances) : repeated(remembered)
  return behaviour.mode === 'slow' ? { ...reply, waitMs: behaviour.ms } : reply
}

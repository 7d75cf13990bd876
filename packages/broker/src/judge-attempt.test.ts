import type { Acknowledgement } from '@unefois/domain/acknowledgement.ts'
import { describe, expect, test } from 'vitest'
import { type JudgeContext, judgeAttempt } from './judge-attempt.ts'
import { attemptFailures, type SendResult } from './ports/sender.ts'

const now = new Date('2026-11-22T12:00:00.000Z')
const minute = 60_000
const accepted: Acknowledgement = { outcome: 'accepted', reference: 'SAAQ-1' }

const context: JudgeContext = {
  now,
  random: () => 0.5,
  limits: {
    slots: 4,
    timeoutMs: 1_000,
    retryScheduleMs: [minute, 5 * minute],
    acknowledgeWithinMs: 3 * 24 * 60 * minute,
  },
  endpoint: { id: null },
  readAcknowledgement: (body) => (body.toString() === 'accepted' ? accepted : null),
}
const received: SendResult = {
  status: 200,
  failure: null,
  body: Buffer.alloc(0),
  retryAfterSeconds: null,
  asks: null,
  durationMs: 12,
}
const judge = (sent: Partial<SendResult>, retries = 0, more: Partial<JudgeContext> = {}) =>
  judgeAttempt({ retries }, { ...received, ...sent }, { ...context, ...more })
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * minute)

describe('what an attempt means for its delivery', () => {
  test('a 2xx is received, with the whole time to acknowledge from now on', () => {
    const acknowledgeBy = new Date('2026-11-25T12:00:00.000Z')
    for (const body of ['', 'garbage', '{"outcome":"?"}']) {
      expect(judge({ body: Buffer.from(body) })).toEqual({ go: 'received', acknowledgeBy })
    }
    expect(judge({ body: Buffer.from('accepted') })).toEqual({
      go: 'acknowledged',
      acknowledgement: accepted,
      acknowledgeBy,
    })
  })

  test.each(attemptFailures.filter((failure) => failure !== 'throttled' && failure !== 'gone'))(
    '%s is tried again at each step, then parked with that reason',
    (failure) => {
      const sent = { status: null, failure }
      expect(judge(sent, 0)).toEqual({ go: 'retry', at: inMinutes(1), reason: failure })
      expect(judge(sent, 1)).toEqual({ go: 'retry', at: inMinutes(5), reason: failure })
      expect(judge(sent, 2)).toEqual({ go: 'park', reason: failure })
    },
  )

  test('a failure never acknowledges, whatever came with it', () => {
    expect(judge({ status: 500, failure: 'failed', body: Buffer.from('accepted') })).toMatchObject({
      go: 'retry',
    })
  })

  test('without a schedule the first failure parks', () => {
    const limits = { ...context.limits, retryScheduleMs: [] }
    expect(judge({ status: 500, failure: 'failed' }, 0, { limits })).toEqual({ go: 'park', reason: 'failed' })
  })

  test('Retry-After of any status is honoured, but opens no further attempt', () => {
    for (const sent of [
      { status: 429, failure: 'throttled' as const, retryAfterSeconds: 1_800 },
      { status: 503, failure: 'failed' as const, retryAfterSeconds: 1_800 },
    ]) {
      expect(judge(sent)).toMatchObject({ go: 'retry', at: inMinutes(30) })
      expect(judge(sent, 2)).toMatchObject({ go: 'park' })
    }
  })

  test('a sign of load slows a short step down', () => {
    const limits = { ...context.limits, retryScheduleMs: [2_000] }
    const at = (failure: 'throttled' | 'failed', chance: number) => {
      const then = judge({ status: 502, failure }, 0, { limits, random: () => chance })
      return then.go === 'retry' ? then.at.getTime() - now.getTime() : null
    }
    expect(at('throttled', 0)).toBe(10_000)
    expect(at('failed', 0)).toBe(1_600)
  })

  test('a 410 of a registered endpoint waits for it without using up the schedule; a simulator’s is a failure', () => {
    const gone = { status: 410, failure: 'gone' } as const
    expect(judge(gone, 2, { endpoint: { id: 'e1' } })).toEqual({ go: 'postpone', at: now, reason: 'gone' })
    expect(judge(gone)).toMatchObject({ go: 'retry', reason: 'gone' })
  })

  test('the receiver’s control header disables the endpoint, or ends the notice', () => {
    const failed = { status: 500, failure: 'failed' } as const
    expect(judge({ ...failed, asks: 'disable' }, 0, { endpoint: { id: 'e1' } })).toMatchObject({
      go: 'postpone',
    })
    expect(judge({ ...failed, asks: 'abort-message' })).toEqual({ go: 'park', reason: 'aborted-by-receiver' })
    expect(judge({ asks: 'abort-message' })).toMatchObject({ go: 'received' })
  })
})

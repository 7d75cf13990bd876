import type { SendResult } from '@unefois/broker/ports/sender.ts'
import { guardedPool, type Reaching, type Target } from './guarded-pool.ts'
import { notSent } from './not-sent.ts'
import { type AnswerHeaders, SendAttempt } from './send-attempt.ts'

export type GuardedAnswer = {
  readonly result: SendResult
  /** Of the answer that `result.status` speaks of; empty when there was none. */
  readonly headers: AnswerHeaders
}

type Asked = {
  readonly method: 'OPTIONS' | 'POST'
  readonly headers: readonly string[]
  readonly body?: Buffer
}

/**
 * One request on a connection of its own, under the same guard as a notice: checked addresses, one deadline for
 * all of it, 16 KiB of answer, no redirect followed. Never rejects. For what is asked once in a while.
 */
export const guardedRequest = async (
  target: Target,
  { method, headers, body }: Asked,
  reaching: Reaching = {},
): Promise<GuardedAnswer> => {
  let answered: AnswerHeaders = {}
  try {
    const { pool, path } = guardedPool(target, 1, reaching)
    const result = await new Promise<SendResult>((settle) => {
      const attempt = new SendAttempt({
        timeoutMs: target.timeoutMs,
        settle,
        onHeaders: (given) => {
          answered = given
        },
      })
      pool.dispatch({ path, method, headers: [...headers], body: body ?? null }, attempt)
    })
    // Not waited for: a resolver that hangs would hold the answer back.
    void pool.destroy()
    return { result, headers: answered }
  } catch (error) {
    return { result: notSent(error), headers: {} }
  }
}

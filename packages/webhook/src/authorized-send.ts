import type { Notice, SendResult } from '@unefois/broker/ports/sender.ts'
import type { EndpointLine } from './endpoint-line.ts'
import type { OAuth2Tokens } from './oauth2-tokens.ts'

/** Sends the notice on its line with these headers beside the others, within so many milliseconds. */
export type Dispatch = (
  line: EndpointLine,
  notice: Notice,
  more: { readonly headers: readonly string[]; readonly timeoutMs: number },
) => Promise<SendResult>

const withoutToken: SendResult = {
  status: null,
  failure: 'not-authorized',
  body: Buffer.alloc(0),
  retryAfterSeconds: null,
  asks: null,
  durationMs: 0,
}

/** Null when it does not come in time. */
const within = async (ms: number, coming: Promise<string | null>): Promise<string | null> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((settle) => {
    timer = setTimeout(() => settle(null), ms)
  })
  return Promise.race([coming, late]).finally(() => clearTimeout(timer))
}

/**
 * One notice under a token, all within the endpoint's one deadline. A 401 says that the token is no longer good,
 * whatever it said of its life: it is replaced, and the notice goes out once more as part of the same attempt. A
 * second 401, or no token, is `not-authorized`.
 */
export const authorizedSend = async (
  { line, notice, tokens }: { line: EndpointLine; notice: Notice; tokens: OAuth2Tokens },
  dispatch: Dispatch,
): Promise<SendResult> => {
  const startedAt = performance.now()
  const passedMs = () => performance.now() - startedAt
  const leftMs = () => Math.max(1, line.endpoint.timeoutMs - passedMs())
  const ended = (result: SendResult): SendResult => ({ ...result, durationMs: Math.round(passedMs()) })
  const sendWith = (token: string) =>
    dispatch(line, notice, { headers: ['authorization', `Bearer ${token}`], timeoutMs: leftMs() })

  const token = await within(leftMs(), tokens.current())
  if (token === null) return ended(withoutToken)
  const result = await sendWith(token)
  if (result.status !== 401) return ended(result)
  tokens.refused(token)
  const renewed = await within(leftMs(), tokens.current())
  if (renewed === null) return ended({ ...result, failure: 'not-authorized' })
  const again = await sendWith(renewed)
  return ended(again.status === 401 ? { ...again, failure: 'not-authorized' } : again)
}

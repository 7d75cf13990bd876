import type { Endpoint } from '@unefois/broker/ports/endpoints.ts'
import { newTraceparent } from '@unefois/broker/traceparent.ts'
import type { DeliveryId } from '@unefois/domain/ids.ts'
import { guardedSender } from '@unefois/webhook/guarded-sender.ts'
import { answerParent } from '../answer-parent.ts'
import type { Captured } from './bare-receiver.ts'

let sent = 0
let failed = 0
let stopped = true
let sending: Promise<unknown> = Promise.resolve()

const keepSending = async (
  sender: ReturnType<typeof guardedSender>,
  endpoint: Endpoint,
  notices: readonly Captured[],
): Promise<void> => {
  for (let i = 0; !stopped; i++) {
    const notice = notices[i % notices.length]
    if (notice === undefined) return
    const { failure } = await sender.send(endpoint, {
      id: notice.id as DeliveryId,
      body: notice.body,
      sentAt: new Date(),
      traceparent: newTraceparent(),
    })
    if (failure === null) sent += 1
    else failed += 1
  }
}

const answers = {
  /** Sends what was captured, signed as the product signs, over that many connections in all, until `end`. */
  begin: (endpoints: readonly Endpoint[], captured: readonly Captured[], connections: number): void => {
    const sender = guardedSender()
    const lines = endpoints
      .map((endpoint) => ({
        endpoint,
        notices: captured.filter(({ agency }) => agency === endpoint.agency),
      }))
      .filter(({ notices }) => notices.length > 0)
    stopped = false
    sending = Promise.all(
      Array.from({ length: connections }, (_, i) => lines[i % lines.length]).map(async (line) =>
        line === undefined ? undefined : keepSending(sender, line.endpoint, line.notices),
      ),
    ).then(() => sender.close())
  },
  count: () => ({ sent, failed, at: performance.now() }),
  end: async () => {
    stopped = true
    await sending
    return { sent, failed }
  },
}

export type RawSender = typeof answers

answerParent(answers)

import type { DeliveryId } from '@unefois/domain/ids.ts'
import { endpointAsSent } from './endpoint-as-sent.ts'
import { eventSource } from './person-event-record.ts'
import type { Clock } from './ports/clock.ts'
import type { RegisteredEndpoint } from './ports/endpoint-register.ts'
import type { Sender, SendResult } from './ports/sender.ts'
import { traceparents } from './traceparents.ts'
import { networksFor, type VerifyDependencies, verifyEndpoint } from './verify-endpoint.ts'

export type TestDependencies = VerifyDependencies & {
  readonly sender: Pick<Sender, 'send'>
  readonly clock: Clock
  readonly ids: { delivery(): DeliveryId }
}

export type EndpointTest = {
  /** Its `webhook-id`. */
  readonly id: string
  readonly sent: SendResult
  /** As it is afterwards. */
  readonly endpoint: RegisteredEndpoint
}

const testNotice = (id: string, at: Date): Buffer =>
  Buffer.from(
    JSON.stringify({
      specversion: '1.0',
      id,
      source: eventSource,
      time: at.toISOString(),
      type: 'unefois.test.v1',
      data: {},
    }),
  )

/** One signed notification about nobody, sent as deliveries are. An unverified endpoint that answers is asked again. */
export const testEndpoint = (dependencies: TestDependencies) => {
  const newTraceparent = traceparents()
  const verify = verifyEndpoint(dependencies)
  return async (registered: RegisteredEndpoint, timeoutMs: number): Promise<EndpointTest> => {
    const { sender, clock, ids } = dependencies
    const id = ids.delivery()
    const sentAt = clock.now()
    const allowedNetworks = await networksFor(dependencies, registered.agency)
    const sent = await sender.send(endpointAsSent(registered, { timeoutMs, allowedNetworks }), {
      id,
      body: testNotice(id, sentAt),
      deliveries: 1,
      sentAt,
      traceparent: newTraceparent(),
    })
    return { id, sent, endpoint: sent.status === null ? registered : await verify(registered) }
  }
}

import type { Agency } from '@unefois/domain/agency.ts'
import { failureOf } from '@unefois/domain/failure-of.ts'
import { pausesEndpoint } from './judge-attempt.ts'
import type { Endpoint, Endpoints } from './ports/endpoints.ts'
import type { Journal } from './ports/journal.ts'
import type { SendResult } from './ports/sender.ts'

export type PausedEndpoints = {
  /** Whether an endpoint was paused here so lately that not everybody may know. */
  lately(endpoint: Endpoint): boolean
  /** Pauses the endpoint when its answer asks for it. */
  ifAsked(endpoint: Endpoint, answer: SendResult): Promise<void>
}

/** Longer than any program takes to see that an endpoint was paused, milliseconds. */
const pauseSeenMs = 5_000

/** Pauses an endpoint whose receiver says so, and keeps back what waits for a slot until everybody knows. */
export const pauseEndpoints = (
  { endpoints, journal }: { readonly endpoints: Pick<Endpoints, 'pause'>; readonly journal: Journal },
  agency: Agency,
): PausedEndpoints => {
  let endpointId: string | null = null
  let until = 0
  const lately = ({ id }: Endpoint): boolean => id !== null && id === endpointId && performance.now() < until
  return {
    lately,
    ifAsked: async (endpoint, answer) => {
      const because = pausesEndpoint(endpoint, answer)
      if (because === null || lately(endpoint)) return
      endpointId = endpoint.id
      until = performance.now() + pauseSeenMs
      try {
        await endpoints.pause(endpoint, because)
      } catch (error) {
        // The next notice will be answered in the same way.
        journal.alarm('delivery.failed', { agency: agency.id, ...failureOf(error) })
      }
    },
  }
}

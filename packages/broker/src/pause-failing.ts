import { failureOf } from '@unefois/domain/failure-of.ts'
import type { Clock } from './ports/clock.ts'
import type { EndpointRegister } from './ports/endpoint-register.ts'
import type { Journal } from './ports/journal.ts'
import { signalled } from './signalled.ts'

export type PauseFailingDependencies = {
  readonly register: Pick<EndpointRegister, 'pauseFailing'>
  readonly journal: Journal
  readonly clock: Clock
}

/**
 * An endpoint that has only failed for five days is paused, and people are told. The usual schedule ends after seven: left
 * alone, everything that was ever due there would be parked two days later, and an operator would have to send it again.
 * Paused, it waits as it is and leaves by itself once the agency receives again.
 */
export const failsForMs = 5 * 24 * 3_600_000
const lookEveryMs = 60_000

export const pauseFailing = async (
  { register, journal, clock }: PauseFailingDependencies,
  stop: AbortSignal,
): Promise<void> => {
  while (!stop.aborted) {
    try {
      for (const { agency, id } of await register.pauseFailing(new Date(clock.now().getTime() - failsForMs)))
        journal.alarm('endpoint.paused', { agency, endpoint: id, reason: 'failing' })
    } catch (error) {
      journal.alarm('endpoints.failed', failureOf(error))
    }
    await signalled.pause(lookEveryMs, stop)
  }
}

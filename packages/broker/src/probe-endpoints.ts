import { failureOf } from '@unefois/domain/failure-of.ts'
import type { EndpointRegister } from './ports/endpoint-register.ts'
import type { Journal } from './ports/journal.ts'
import { signalled } from './signalled.ts'
import { type VerifyDependencies, verifyEndpoint } from './verify-endpoint.ts'

export type ProbeDependencies = VerifyDependencies & {
  readonly register: Pick<EndpointRegister, 'noteHandshake' | 'find' | 'takeUnverified'>
  readonly journal: Journal
}

const everyMs = 1_000
const atOnce = 20
/** Longer than one is asked, so that no two programs ask the same one. */
const leaseMs = 30_000

/** Asks unverified endpoints again, each at its time, until somebody answers there. */
export const probeEndpoints = async (dependencies: ProbeDependencies, stop: AbortSignal): Promise<void> => {
  const verify = verifyEndpoint(dependencies)
  while (!stop.aborted) {
    try {
      await Promise.all((await dependencies.register.takeUnverified(atOnce, leaseMs)).map(verify))
    } catch (error) {
      dependencies.journal.alarm('endpoints.failed', failureOf(error))
    }
    await signalled.pause(everyMs, stop)
  }
}

import { join } from 'node:path'
import type { AgencyId } from '@unefois/domain/ids.ts'
import { simulatorUrl } from '@unefois/webhook/demonstration-endpoint.ts'
import { deriveEndpointKeys } from '@unefois/webhook/keys.ts'
import { control, type Place } from './control.ts'
import { listeningPort } from './listening-port.ts'
import { answerProblem } from './problem.ts'
import type { SimulatedAgency } from './simulated-agency.ts'
import { openSimulator, type Simulator } from './simulator.ts'
import { takeNotice } from './take-notice.ts'

export type SimulatorsOptions = {
  readonly host: string
  /** Control and reads; the agencies receive on the ports above it, in the order of `agencies`. */
  readonly basePort: number
  /** `UNEFOIS_DATA`; the ledgers are under `simulators/{agency}` in it. */
  readonly dataDir: string
  /** Where the acknowledgements that come later are given, without a slash at its end. */
  readonly brokerUrl: string
  /** Shared with the broker: see `readOrMakeSeed`. */
  readonly seed: Buffer
  readonly agencies: readonly SimulatedAgency[]
  readonly log: {
    info(code: 'simulators.started', fields: { readonly address: string; readonly agencies: number }): void
  }
}

export type Simulators = {
  /** Where an agency receives, whether it is up or down. Throws for one that is not simulated. */
  urlOf(agency: AgencyId): string
  stop(): Promise<void>
}

const open = async (options: SimulatorsOptions, agency: SimulatedAgency): Promise<Simulator> =>
  openSimulator({
    agency,
    folder: join(options.dataDir, 'simulators', agency.id),
    brokerUrl: options.brokerUrl,
    keys: deriveEndpointKeys(options.seed, agency.id),
  })

const placeOf = (host: string, port: number, simulator: Simulator): Place => ({
  simulator,
  port: listeningPort({ host, port }, (request, response) => {
    if (request.method !== 'POST') return answerProblem(response, 'method-not-allowed', 'notices only')
    void takeNotice(simulator, request, response)
  }),
})

/**
 * Starts every agency's simulator: what each received before is read back first, and one that was `down` stays
 * so. Rejects when a port is taken, having stopped what it had started.
 */
export const startSimulators = async (options: SimulatorsOptions): Promise<Simulators> => {
  const { host, basePort, agencies } = options
  const places = new Map<string, Place>()
  const base = listeningPort({ host, port: basePort }, control(places))
  const stop = async (): Promise<void> => {
    await base.close()
    await Promise.all([...places.values()].map(({ port }) => port.close()))
    await Promise.all([...places.values()].map(({ simulator }) => simulator.stop()))
  }
  try {
    for (const [position, agency] of agencies.entries()) {
      const place = placeOf(host, basePort + 1 + position, await open(options, agency))
      places.set(agency.id, place)
      if (place.simulator.behaviour().mode !== 'down') await place.port.open()
    }
    await base.open()
  } catch (error) {
    await stop()
    throw error
  }
  options.log.info('simulators.started', { address: `http://${host}:${basePort}`, agencies: agencies.length })
  return {
    urlOf: (agency) => simulatorUrl({ host, basePort, agencies: agencies.map(({ id }) => id) }, agency),
    stop,
  }
}

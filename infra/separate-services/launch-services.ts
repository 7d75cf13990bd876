import { setTimeout as pause } from 'node:timers/promises'
import { type FrontDoor, openFrontDoor } from './front-door.ts'
import {
  type SeparatePlace,
  type SeparateService,
  type ServiceName,
  separateServices,
} from './separate-services.ts'
import { serviceOfPath } from './service-of-path.ts'

/** A running program, as far as it matters here. */
export type Launched = {
  exited(): boolean
  /** SIGTERM, and the exit code. */
  stop(): Promise<number | null>
}

/** Starts a program (a path from the repository's root) with these settings. */
export type Launch<Program extends Launched> = (service: SeparateService) => Program

export type RunningServices<Program extends Launched> = {
  /** One address for all of it. */
  readonly url: string
  readonly services: ReadonlyMap<
    ServiceName,
    { readonly service: SeparateService; readonly program: Program }
  >
  /** Stops everything; the exit codes by service. */
  stop(): Promise<ReadonlyMap<ServiceName, number | null>>
}

const readyWithinMs = 60_000

const untilReady = async ({ name, readyUrl }: SeparateService, program: Launched): Promise<void> => {
  const deadline = performance.now() + readyWithinMs
  for (;;) {
    if (program.exited()) throw new Error(`${name} ended before it was ready`)
    const answer = await fetch(readyUrl).catch(() => null)
    await answer?.body?.cancel()
    if (answer?.status === 200) return
    if (performance.now() > deadline) throw new Error(`${name} was not ready within ${readyWithinMs} ms`)
    await pause(50)
  }
}

/** Every service as a process of its own, behind one front door; resolves once each is ready. */
export const launchServices = async <Program extends Launched>(
  place: SeparatePlace,
  launch: Launch<Program>,
): Promise<RunningServices<Program>> => {
  const services = new Map(
    separateServices(place).map((service) => [service.name, { service, program: launch(service) }]),
  )
  const stopAll = async (): Promise<ReadonlyMap<ServiceName, number | null>> =>
    new Map(
      await Promise.all(
        [...services].map(async ([name, { program }]) => [name, await program.stop()] as const),
      ),
    )
  let door: FrontDoor | null = null
  try {
    await Promise.all([...services.values()].map(({ service, program }) => untilReady(service, program)))
    door = await openFrontDoor({
      port: place.port,
      urlOf: (path) => services.get(serviceOfPath(path))?.service.url ?? '',
    })
  } catch (error) {
    await stopAll()
    throw error
  }
  const { url, stop } = door
  return {
    url,
    services,
    stop: async () => {
      const codes = await stopAll()
      await stop()
      return codes
    },
  }
}

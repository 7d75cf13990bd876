import { type SeparateUneFois, startSeparateServices } from '../running/start-separate-services.ts'
import type { Place } from './place.ts'

const placeOf = (uneFois: SeparateUneFois, logFolders: readonly string[]): Place => {
  const { url, simulators, dataDir, postgres, running } = uneFois
  const services = [...running.services.values()]
  return {
    url,
    simulators,
    databaseUrl: postgres.url,
    services: services
      .filter(({ service }) => service.name !== 'agency-simulator')
      .map(({ service }) => service.url),
    programs: new Map(services.map(({ service, program }) => [service.name, program])),
    folders: [dataDir, postgres.location, ...logFolders],
    stop: async () => [...(await running.stop()).values()],
    restart: async (settings) => placeOf(await uneFois.restart(settings), logFolders),
    dispose: uneFois.dispose,
  }
}

/** Every service as a process of its own, on real Kafka. */
export const separatePlace = async (
  { brokers, folders }: { readonly brokers: string; readonly folders: readonly string[] },
  settings: Readonly<Record<string, string>>,
): Promise<Place> => placeOf(await startSeparateServices(brokers, settings), folders)

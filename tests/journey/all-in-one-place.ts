import { embeddedDatabase } from '../running/embedded-database.ts'
import { startUneFois, type UneFois } from '../running/start-une-fois.ts'
import type { Place, StartPlace } from './place.ts'

const placeOf = async (uneFois: UneFois, logFolders: readonly string[]): Promise<Place> => {
  const database = await embeddedDatabase(uneFois.dataDir)
  return {
    url: uneFois.url,
    simulators: uneFois.simulators,
    databaseUrl: database.url,
    services: [uneFois.url],
    programs: new Map([['all-in-one', uneFois.program]]),
    folders: [uneFois.dataDir, database.location, ...logFolders],
    stop: async () => [await uneFois.program.stop()],
    restart: async (settings) => placeOf(await uneFois.restart(settings), logFolders),
    dispose: uneFois.dispose,
  }
}

/** Everything in one program; `logFolders` are those of an event log that keeps its data elsewhere. */
export const allInOnePlace =
  (logFolders: readonly string[] = []): StartPlace =>
  async (settings) =>
    placeOf(await startUneFois(settings), logFolders)

import type { Program } from '../running/start-program.ts'

/** Where a journey runs: what the suite needs to know of it, however it was put together. */
export type Place = {
  /** One address for all of the API. */
  readonly url: string
  /** Control port of the simulators. */
  readonly simulators: string
  readonly databaseUrl: string
  /** Bases of everything that has metrics and documentation of its own. */
  readonly services: readonly string[]
  /** Our own programs, by name. */
  readonly programs: ReadonlyMap<string, Program>
  /** Folders in which nobody may find anything personal; the simulators' own ledgers are skipped. */
  readonly folders: readonly string[]
  /** SIGTERM to all programs; the exit codes. */
  stop(): Promise<readonly (number | null)[]>
  /** Starts again after `stop`, on the same data and ports, with these settings over the first ones. */
  restart(settings: Readonly<Record<string, string>>): Promise<Place>
  /** Stops whatever runs and removes the data. */
  dispose(): Promise<void>
}

export type StartPlace = (settings: Readonly<Record<string, string>>) => Promise<Place>

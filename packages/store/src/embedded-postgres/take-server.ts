import type { ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { choosePort, rememberPort } from './choose-port.ts'
import { type Claim, claimServer } from './claim-server.ts'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import { launchPostmaster } from './launch-postmaster.ts'
import type { DataPlace } from './place-data.ts'
import { disownPostmasterFile, isAlive, isPostmasterOf, readPostmasterFile } from './postmaster-file.ts'
import type { Binaries } from './prepare-binaries.ts'
import { stopPostmaster } from './stop-postmaster.ts'

export type TakenServer = {
  readonly pid: number
  readonly port: number
  /** It was running already: an earlier program was killed and left it. */
  readonly adopted: boolean
  readonly claim: Claim
  readonly password: string
}

export type TakeOptions = {
  readonly place: DataPlace
  readonly binaries: Binaries
  /** The port that programs already know, when the server is started again; null to choose one. */
  readonly port: number | null
}

/** Backends of a killed server end within seconds; two starters settle in less. */
const patienceMs = 60_000
const answerWithinMs = 5_000

/** Adopts the server that runs on these data, or starts it. */
export async function takeServer(options: TakeOptions): Promise<TakenServer> {
  const pgdata = join(options.place.directory, 'pgdata')
  const password = await readPassword(options.place.directory)
  const deadline = performance.now() + patienceMs
  while (performance.now() < deadline) {
    const taken = (await adopt(pgdata, password)) ?? (await start(options, pgdata, password))
    if (taken !== null) return taken
    await wait(50)
  }
  throw new EmbeddedPostgresError('not-started', `PostgreSQL in ${pgdata} did not become free or ready`)
}

async function readPassword(directory: string): Promise<string> {
  try {
    return (await readFile(join(directory, 'password'), 'utf8')).trim()
  } catch (error) {
    throw new EmbeddedPostgresError('data-directory', `The password of ${directory} cannot be read`, error)
  }
}

/** Null when no server of these data runs (any more). */
async function adopt(pgdata: string, password: string): Promise<TakenServer | null> {
  let deadline = performance.now() + answerWithinMs
  for (;;) {
    const file = await readPostmasterFile(pgdata)
    if (file === null || !isPostmasterOf(pgdata, file.pid)) return null
    if (file.status === 'ready') {
      const claim = await claimServer(file.port, password, pgdata)
      if (claim !== null) return { pid: file.pid, port: file.port, adopted: true, claim, password }
    } else {
      // Recovery and a shutdown's checkpoint take the time they take.
      deadline = performance.now() + answerWithinMs
    }
    if (performance.now() > deadline) await stopPostmaster(pgdata, file.pid, true)
    await wait(20)
  }
}

/** Null when it is worth looking again. */
async function start(options: TakeOptions, pgdata: string, password: string): Promise<TakenServer | null> {
  const { place, binaries } = options
  const stale = await readPostmasterFile(pgdata)
  if (stale !== null && isAlive(stale.pid)) await disownPostmasterFile(pgdata)

  const port = options.port ?? (await choosePort(place.directory))
  const launch = await launchPostmaster({
    directory: place.directory,
    binaries,
    account: place.account,
    port,
  })
  if (launch.as === 'refused')
    throw new EmbeddedPostgresError('not-started', `PostgreSQL did not start: ${launch.lastLines}`)
  if (launch.as !== 'ready') return null
  const claim = await claimServer(port, password, pgdata)
  if (claim === null) return null
  await rememberPort(place.directory, port)
  return { pid: pidOf(launch.child), port, adopted: false, claim, password }
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('A child that became ready has a pid')
  return child.pid
}

import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Journal } from '@unefois/broker/ports/journal.ts'
import { serverUrl } from './claim-server.ts'
import { initialiseCluster } from './initialise-cluster.ts'
import { placeData } from './place-data.ts'
import { prepareBinaries } from './prepare-binaries.ts'
import { stopPostmaster } from './stop-postmaster.ts'
import { type TakenServer, type TakeOptions, takeServer } from './take-server.ts'

export type EmbeddedPostgresOptions = {
  /** Kept over restarts; made when missing. */
  readonly dataDir: string
  readonly journal?: Journal
  /** Start the server again, on the same port, when it dies. Default true; tests of faults may turn it off. */
  readonly supervised?: boolean
}

export type EmbeddedPostgres = {
  /** Of the database `unefois`, with its role and password; loopback only. */
  readonly url: string
  /** Where the data really are: elsewhere than asked for when root runs in a closed directory. */
  readonly location: string
  /** Of the postmaster; changes when the server was started again. */
  pid(): number
  /** Whether a server left by a killed program was taken over instead of starting one. */
  readonly adopted: boolean
  /** Ends all sessions, writes a checkpoint, waits for the end. May be called again. */
  stop(): Promise<void>
}

/**
 * Starts real PostgreSQL from the npm registry's binaries, or takes over the one that a killed program left on the
 * same data. Rejects with `EmbeddedPostgresError`, one line each.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const place = await placeData(options.dataDir)
  const binaries = await prepareBinaries(place.account, place.copyDirectory)
  await initialiseCluster(place, binaries)
  const first = await takeServer({ place, binaries, port: null })
  options.journal?.info(first.adopted ? 'postgres-adopted' : 'postgres-started', {
    location: place.directory,
    port: first.port,
  })

  const keeper = keep(first, { place, binaries, port: first.port }, options)
  return {
    url: serverUrl(first.port, first.password),
    location: place.directory,
    adopted: first.adopted,
    pid: keeper.pid,
    stop: keeper.stop,
  }
}

/** Watches the claim's session: it ends when the server dies, whether we are its parent or not. */
function keep(first: TakenServer, again: TakeOptions, options: EmbeddedPostgresOptions) {
  const pgdata = join(again.place.directory, 'pgdata')
  const stopping = new AbortController()
  let current = first

  async function supervise(): Promise<void> {
    while (!stopping.signal.aborted) {
      await current.claim.over
      if (stopping.signal.aborted || options.supervised === false) return
      options.journal?.alarm('postgres-lost', { pid: current.pid })
      const next = await takeAgain()
      if (next === null) return
      current = next
      options.journal?.info('postgres-restarted', { pid: current.pid, port: current.port })
    }
  }

  async function takeAgain(): Promise<TakenServer | null> {
    while (!stopping.signal.aborted) {
      try {
        return await takeServer(again)
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        options.journal?.alarm('postgres-not-restarted', { reason })
        await wait(1_000)
      }
    }
    return null
  }

  const supervised = supervise()
  return {
    pid: () => current.pid,
    async stop(): Promise<void> {
      stopping.abort()
      const pid = current.pid
      await stopPostmaster(pgdata, pid)
      await supervised
      // A restart that was under way when we were asked to stop.
      if (current.pid !== pid) await stopPostmaster(pgdata, current.pid)
      await current.claim.end()
    },
  }
}

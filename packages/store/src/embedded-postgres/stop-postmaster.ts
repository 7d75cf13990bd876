import { setTimeout as wait } from 'node:timers/promises'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import { isPostmasterOf } from './postmaster-file.ts'

/** Fast shutdown writes a checkpoint; immediate leaves the work to the next start's recovery. Nothing is lost. */
const steps = [
  { signal: 'SIGINT', patienceMs: 60_000 },
  { signal: 'SIGQUIT', patienceMs: 10_000 },
  { signal: 'SIGKILL', patienceMs: 10_000 },
] as const

/** Stops the server of these data and waits until it is gone. `hung`: it does not answer, so wait less. */
export async function stopPostmaster(pgdata: string, pid: number, hung = false): Promise<void> {
  for (const { signal, patienceMs } of steps) {
    if (!isPostmasterOf(pgdata, pid)) return
    process.kill(pid, signal)
    // One that was suspended (SIGSTOP) would not see the signal.
    if (hung && signal !== 'SIGKILL') process.kill(pid, 'SIGCONT')
    const deadline = performance.now() + (hung ? 5_000 : patienceMs)
    while (performance.now() < deadline) {
      if (!isPostmasterOf(pgdata, pid)) return
      await wait(10)
    }
  }
  throw new EmbeddedPostgresError('not-started', `PostgreSQL (pid ${pid}) in ${pgdata} cannot be stopped`)
}

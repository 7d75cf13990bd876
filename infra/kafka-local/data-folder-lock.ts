import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { KafkaUnavailable } from './kafka-unavailable.ts'
import { identityOf, type ProgramIdentity, stillRuns } from './program-identity.ts'

type Lock = { readonly broker: ProgramIdentity; readonly owner: ProgramIdentity }

const fileOf = (folder: string) => join(folder, 'broker.pid.json')

/**
 * Ends a broker that an earlier program left behind in this folder (it was killed before it could stop it).
 * Throws KafkaUnavailable when the program that started it still runs: the folder is in use.
 */
export async function endOrphan(folder: string, log: (line: string) => void): Promise<void> {
  const lock = await read(folder)
  if (!lock) return
  if (await stillRuns(lock.broker)) {
    if (await stillRuns(lock.owner)) {
      throw new KafkaUnavailable(`a Kafka already runs on ${folder} (started by pid ${lock.owner.pid})`)
    }
    log(`stopping the Kafka that an earlier run left behind (pid ${lock.broker.pid})`)
    await endProgram(lock.broker)
  }
  await rm(fileOf(folder), { force: true })
}

export async function writeLock(folder: string, brokerPid: number): Promise<void> {
  const [broker, owner] = await Promise.all([identityOf(brokerPid), identityOf(process.pid)])
  if (!broker || !owner) return
  const draft = `${fileOf(folder)}.draft`
  await writeFile(draft, JSON.stringify({ broker, owner } satisfies Lock))
  await rename(draft, fileOf(folder))
}

export const removeLock = (folder: string): Promise<void> => rm(fileOf(folder), { force: true })

/** SIGTERM, and SIGKILL for what has not ended 10 s later (a stopped one, say). */
async function endProgram(program: ProgramIdentity): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGTERM', 10_000],
    ['SIGKILL', 5_000],
  ] as const) {
    signalTo(program.pid, signal)
    const deadline = performance.now() + patienceMs
    while (performance.now() < deadline) {
      if (!(await stillRuns(program))) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  throw new Error(`the program ${program.pid} does not end`)
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

async function read(folder: string): Promise<Lock | null> {
  try {
    return JSON.parse(await readFile(fileOf(folder), 'utf8')) as Lock
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

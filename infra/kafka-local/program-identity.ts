import { readFile } from 'node:fs/promises'
import { runToEnd } from './run-to-end.ts'

/** A pid alone may have been given to another program since; with its start it is one program for ever. */
export type ProgramIdentity = { readonly pid: number; readonly started: string }

/** Null when no such program runs (a zombie does not run). */
export async function identityOf(pid: number): Promise<ProgramIdentity | null> {
  const started = (await startedAccordingToProc(pid)) ?? (await startedAccordingToPs(pid))
  return started ? { pid, started } : null
}

export async function stillRuns(program: ProgramIdentity): Promise<boolean> {
  const now = await identityOf(program.pid)
  return now?.started === program.started
}

/** Field 22 of /proc/<pid>/stat, in ticks since the machine started; the name before it may hold spaces. */
async function startedAccordingToProc(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') return null
  let stat: string
  try {
    stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ESRCH') return null
    throw error
  }
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' ? null : (fields[19] ?? null)
}

async function startedAccordingToPs(pid: number): Promise<string | null> {
  if (process.platform === 'linux') return null
  const { output } = await runToEnd('ps', ['-o', 'lstart=', '-p', String(pid)], { timeoutMs: 5000 })
  return output.trim() || null
}

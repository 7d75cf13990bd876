import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What postmaster.pid says, line by line (https://www.postgresql.org/docs/18/storage-file-layout.html). */
export type PostmasterFile = {
  readonly pid: number
  readonly port: number
  readonly status: 'starting' | 'ready' | 'stopping' | 'unknown'
}

export async function readPostmasterFile(pgdata: string): Promise<PostmasterFile | null> {
  const text = await readFile(join(pgdata, 'postmaster.pid'), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    },
  )
  if (text === null) return null
  const lines = text.split('\n').map((line) => line.trim())
  const status = lines[7]
  return {
    pid: Number(lines[0]),
    port: Number(lines[3]),
    status: status === 'ready' || status === 'starting' || status === 'stopping' ? status : 'unknown',
  }
}

/** Dead children that nobody has waited for yet still have a pid: on Linux they do not count as alive. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return !isZombie(pid)
}

function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false
  try {
    // `pid (name) state …`; the name may hold spaces and brackets.
    return /\) [ZX] [^)]*$/.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    // Gone between the two looks.
    return true
  }
}

/** Whether this pid is alive and is the server of this data directory, not a program that got its number. */
export function isPostmasterOf(pgdata: string, pid: number): boolean {
  return isAlive(pid) && `${commandLine(pid)} `.includes(` -D ${pgdata} `)
}

function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux')
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    // Gone in the meantime.
    return ''
  }
}

/**
 * PostgreSQL refuses to start while the pid in the file is alive, whatever program has it now, unless it is its
 * own parent's. So we write our own there: the file's last lines, by which it finds backends that still run on
 * the old shared memory, are kept, which removing the file would throw away.
 */
export async function disownPostmasterFile(pgdata: string): Promise<void> {
  const path = join(pgdata, 'postmaster.pid')
  const [, ...rest] = (await readFile(path, 'utf8')).split('\n')
  await writeFile(path, [process.pid, ...rest].join('\n'))
}

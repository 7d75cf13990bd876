import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { promisify } from 'node:util'

/** One program of the operating system at one instant. */
export type ProgramUse = {
  readonly pid: number
  readonly parent: number
  /** User and system time since its start, its ended children's included, milliseconds. */
  readonly cpuMs: number
}

/** Linux counts in hundredths of a second on every architecture that Node runs on (USER_HZ). */
const msPerTick = 10

/** Fields of /proc/PID/stat; the name in brackets may itself hold spaces and brackets. */
export const parseStat = (text: string): ProgramUse => {
  const pid = Number.parseInt(text, 10)
  const [, parent = '', ...fields] = text.slice(text.lastIndexOf(')') + 2).split(' ')
  // utime, stime, cutime and cstime are fields 14 to 17, counted from 1; `fields` begins with the fifth.
  const ticks = fields.slice(9, 13).reduce((sum, field) => sum + Number(field), 0)
  return { pid, parent: Number(parent), cpuMs: ticks * msPerTick }
}

/** A line of `ps -o pid=,ppid=,time=`: `123 1 1-02:03:04.56`. It knows nothing of children that ended. */
export const parsePs = (line: string): ProgramUse => {
  const [pid = '', parent = '', time = ''] = line.trim().split(/\s+/)
  const [clock = '', days = '0'] = time.split('-').reverse()
  const seconds = clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
  return { pid: Number(pid), parent: Number(parent), cpuMs: (Number(days) * 86_400 + seconds) * 1000 }
}

const run = promisify(execFile)

const onLinux = async (): Promise<readonly ProgramUse[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const stats = await Promise.all(
    // One that ended in between has no file any more.
    pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)),
  )
  return stats.flatMap((stat) => (stat === null ? [] : [parseStat(stat)]))
}

const elsewhere = async (): Promise<readonly ProgramUse[]> => {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,time='])
  return stdout.trim().split('\n').map(parsePs)
}

const all = (): Promise<readonly ProgramUse[]> => (process.platform === 'linux' ? onLinux() : elsewhere())

/** A program and everything that it started. */
export const treeOf = (root: number, programs: readonly ProgramUse[]): readonly ProgramUse[] => {
  const own = programs.filter(({ pid }) => pid === root)
  const children = programs.filter(({ parent }) => parent === root)
  return [...own, ...children.flatMap(({ pid }) => treeOf(pid, programs))]
}

/** CPU time so far of each named program and everything that it started, milliseconds. */
export const cpuOf = async <Name extends string>(
  roots: Readonly<Record<Name, number>>,
): Promise<Record<Name, number>> => {
  const programs = await all()
  const entries = Object.entries<number>(roots).map(([name, root]) => [
    name,
    treeOf(root, programs).reduce((sum, { cpuMs }) => sum + cpuMs, 0),
  ])
  return Object.fromEntries(entries) as Record<Name, number>
}

/** CPU time that all programs of the machine together have had since it started, milliseconds. */
export const cpuOfMachine = (): number =>
  cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0)

const kilobytes = (text: string, field: string): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0)

/** Pages that several share are counted once over all of them: PostgreSQL's would count 50 times over. */
const memoryOfOne = async (pid: number): Promise<number> => {
  if (process.platform !== 'linux') {
    const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)])
    return Number(stdout.trim())
  }
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => null)
  if (rollup !== null) return kilobytes(rollup, 'Pss')
  return kilobytes(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''), 'VmRSS')
}

/** Resident memory of each named program and everything that it started, MB; shared pages counted once. */
export const memoryOf = async <Name extends string>(
  roots: Readonly<Record<Name, number>>,
): Promise<Record<Name, number>> => {
  const programs = await all()
  const entries = await Promise.all(
    Object.entries<number>(roots).map(async ([name, root]) => {
      const each = await Promise.all(treeOf(root, programs).map(({ pid }) => memoryOfOne(pid)))
      return [name, Math.round(each.reduce((sum, kb) => sum + kb, 0) / 1024)]
    }),
  )
  return Object.fromEntries(entries) as Record<Name, number>
}

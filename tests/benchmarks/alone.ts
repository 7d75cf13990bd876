import { readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'

const lock = join(tmpdir(), 'unefois-benchmark.pid')

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const tryLock = async (): Promise<boolean> => {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** Does the work when no other benchmark runs on this machine: two at once would spoil both. */
export const alone = async <Done>(work: () => Promise<Done>, say: (line: string) => void): Promise<Done> => {
  for (let told = false; !(await tryLock()); ) {
    const holder = Number(await readFile(lock, 'utf8').catch(() => ''))
    if (holder > 0 && !isAlive(holder)) {
      await rm(lock, { force: true })
      continue
    }
    if (!told) say(`waiting for another benchmark to end (pid ${holder})`)
    told = true
    await pause(500)
  }
  try {
    return await work()
  } finally {
    await rm(lock, { force: true })
  }
}

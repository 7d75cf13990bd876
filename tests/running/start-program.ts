import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'

export const repository = join(import.meta.dirname, '..', '..')

export type Program = {
  readonly pid: number
  /** Everything it has written so far, both streams. */
  output(): string
  /** SIGTERM, and the exit code. */
  stop(): Promise<number | null>
  /** SIGKILL: no hand-over, no flush. */
  kill(): Promise<void>
  exited(): boolean
  /** Its exit code, once it has ended by itself. */
  ended(): Promise<number | null>
}

/** Runs one of our programs (a path from the repository's root) with exactly these settings besides the usual. */
export const startProgram = (
  path: string,
  settings: Readonly<Record<string, string>>,
  argv: readonly string[] = [],
): Program => {
  const child: ChildProcess = spawn(process.execPath, [join(repository, path), ...argv], {
    cwd: repository,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const chunks: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
  const exit = once(child, 'exit')
  const closed = once(child, 'close')

  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal)
      await exit
    }
    return child.exitCode
  }

  return {
    pid: child.pid ?? 0,
    output: () => chunks.join(''),
    stop: () => end('SIGTERM'),
    kill: async () => {
      await end('SIGKILL')
    },
    exited: () => child.exitCode !== null || child.signalCode !== null,
    ended: async () => {
      await closed
      return child.exitCode
    },
  }
}

/** Resolves once `/health/ready` answers 200; rejects with the program's output when it ends first. */
export const untilReady = async (program: Program, url: string, withinMs = 60_000): Promise<void> => {
  const until = performance.now() + withinMs
  for (;;) {
    if (program.exited()) throw new Error(`the program ended before it was ready:\n${program.output()}`)
    const answer = await fetch(`${url}/health/ready`).catch(() => null)
    await answer?.body?.cancel()
    if (answer?.status === 200) return
    if (performance.now() > until) throw new Error(`not ready within ${withinMs} ms:\n${program.output()}`)
    await pause(50)
  }
}

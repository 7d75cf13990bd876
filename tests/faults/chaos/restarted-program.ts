import { appendFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { type Program, startProgram, untilReady } from '../../running/start-program.ts'

export type ProgramWishes = {
  readonly name: string
  /** From the repository's root. */
  readonly path: string
  readonly settings: Readonly<Record<string, string>>
  /** Of its health routes; null for a program that has none. */
  readonly url: string | null
  /** Where what it wrote is kept. */
  readonly outputFile: string
}

export type Counts = {
  kills: number
  /** Did not start, as while the database is away, or crashed. */
  endedByItself: number
  /** What it said when it ended by a failure that nobody handled. */
  readonly crashes: string[]
  /** Its last words whenever it ended otherwise, by itself. */
  readonly refusals: string[]
}

/** A program under a supervisor that starts it again whenever it has ended, as any operator's would. */
export type RestartedProgram = {
  readonly name: string
  /** SIGKILL; the supervisor starts it again. False when it was not running just then. */
  kill(): Promise<boolean>
  /** SIGKILL, and it stays down until `resume`. */
  halt(): Promise<void>
  resume(): Promise<void>
  /** Resolves once the program that runs now is ready. */
  ready(): Promise<void>
  readonly counts: Counts
  stop(): Promise<void>
}

const restartAfterMs = 100

/** A refused start is one plain line; this is what the journal says of an unhandled failure. */
const crashIn = (output: string): string | undefined =>
  output.split('\n').find((line) => line.includes('"service.failed"'))

const noteEnd = (counts: Counts, output: string): void => {
  counts.endedByItself += 1
  const crash = crashIn(output)
  if (crash !== undefined) counts.crashes.push(crash)
  else counts.refusals.push(output.trimEnd().split('\n').at(-1) ?? '')
}

export const restartedProgram = (wishes: ProgramWishes): RestartedProgram => {
  const { name, path, settings, url, outputFile } = wishes
  const counts: Counts = { kills: 0, endedByItself: 0, crashes: [], refusals: [] }
  let stopping = false
  let halted = false
  let program: Program = startProgram(path, settings)
  let killed: Program | null = null

  const keepRunning = async (): Promise<void> => {
    while (!stopping) {
      await pause(restartAfterMs)
      if (!program.exited() || halted || stopping) continue
      if (killed !== program) noteEnd(counts, program.output())
      keepOutput(killed === program ? 'killed' : 'ended by itself')
      program = startProgram(path, settings)
    }
  }
  const keepOutput = (how: string): void =>
    appendFileSync(
      outputFile,
      `${program.output()}--- ${new Date().toISOString()} pid ${program.pid} ${how}\n`,
    )
  const supervising = keepRunning()

  const kill = async (): Promise<boolean> => {
    const target = program
    if (target.exited()) return false
    killed = target
    counts.kills += 1
    await target.kill()
    return true
  }
  const ready = async (): Promise<void> => {
    for (let tries = 0; url !== null; tries++) {
      try {
        return await untilReady(program, url)
      } catch (error) {
        // Killed or ended while it started: the next one may be ready.
        if (tries >= 5) throw error
        await pause(2 * restartAfterMs)
      }
    }
  }

  return {
    name,
    counts,
    kill,
    halt: async () => {
      halted = true
      await kill()
    },
    resume: async () => {
      halted = false
      await pause(3 * restartAfterMs)
      await ready()
    },
    ready,
    stop: async () => {
      stopping = true
      await supervising
      await program.stop()
      keepOutput('stopped')
    },
  }
}

import process from 'node:process'
import { createInterface } from 'node:readline/promises'

/** Where a command reads and writes. */
export type Terminal = {
  out(text: string): void
  err(text: string): void
  /** Columns of the standard output; null when it is not a terminal, and then nothing is cut. */
  readonly width: number | null
  /** Whether standard error is a terminal: a line there may be written over. */
  readonly redraws: boolean
  /** Asks on standard error; null when nobody is there to answer. */
  readonly ask: ((question: string) => Promise<string>) | null
  /** Aborted by Ctrl-C. */
  readonly interrupted: AbortSignal
}

const asking =
  (interrupted: AbortSignal) =>
  async (question: string): Promise<string> => {
    const reader = createInterface({ input: process.stdin, output: process.stderr })
    // Ctrl-C goes to the reader while it asks.
    const stop = Promise.withResolvers<string>()
    reader.once('SIGINT', () => process.kill(process.pid, 'SIGINT'))
    reader.once('close', () => stop.resolve(''))
    interrupted.addEventListener('abort', () => reader.close(), { once: true })
    try {
      return await Promise.race([reader.question(question), stop.promise])
    } catch {
      return ''
    } finally {
      reader.close()
    }
  }

/** The program's own standard streams. */
export const standardTerminal = (interrupted: AbortSignal): Terminal => ({
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  width: process.stdout.isTTY ? (process.stdout.columns ?? 80) : null,
  redraws: process.stderr.isTTY ?? false,
  ask: process.stdin.isTTY && process.stderr.isTTY ? asking(interrupted) : null,
  interrupted,
})

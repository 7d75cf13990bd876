import process from 'node:process'
import { failureOf } from '@unefois/domain/failure-of.ts'
import type { Journal } from './journal.ts'
import { journalFor } from './journal-for.ts'
import type { Environment } from './parse-settings.ts'

export type Running = {
  /** Where it listens, for the log. */
  readonly address?: string
  /** Lets everything in hand finish, then ends what `start` began, in reverse order. */
  stop(): Promise<unknown>
}
export type Start = (context: { readonly env: Environment; readonly journal: Journal }) => Promise<Running>

/** EX_CONFIG of sysexits.h: starting again without a change is of no use. */
const exitOnConfiguration = 78
const stopWithinSeconds = 10
/**
 * One Ctrl-C reaches us several times: the terminal signals every process of the command, and npm and
 * with-packages.mjs pass on what they got.
 */
const onePressMs = 500

/**
 * Errors with which starting again without a change is of no use: bad settings, a schema that is newer than the
 * program, a database that cannot be run here, an unreadable key file. By name: their classes are of packages that
 * this one does not know.
 */
const refusedStarts = new Set([
  'ConfigurationError',
  'MigrationError',
  'EmbeddedPostgresError',
  'KeyFileError',
])
const isRefusedStart = (error: unknown): boolean => error instanceof Error && refusedStarts.has(error.name)

/** One line on standard error. Only for a start: no person's data has been met, so the error's text may show. */
const refuseStart = (name: string, error: unknown): never => {
  const reason = error instanceof Error ? error.message || error.name : 'failed to start'
  process.stderr.write(`${name}: ${reason.replaceAll(/\s*\n\s*/g, ' ')}\n`)
  process.exit(isRefusedStart(error) ? exitOnConfiguration : 1)
}

const failLoudly = (journal: Journal): void => {
  const fail = (origin: string) => (error: unknown) => {
    journal.alarm('service.failed', { ...failureOf(error), origin })
    process.exit(1)
  }
  process.on('uncaughtException', fail('exception'))
  process.on('unhandledRejection', fail('rejection'))
}

/**
 * The first signal asks for an orderly stop and gives it ten seconds, from a start that hangs too; the second
 * (Ctrl-C twice) stops at once.
 */
const stopAsked = (name: string, journal: Journal): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>()
  let askedAt: number | null = null
  const onSignal = (signal: NodeJS.Signals): void => {
    if (askedAt !== null) {
      if (performance.now() - askedAt < onePressMs) return
      process.stderr.write(`${name}: stopped at once\n`)
      process.exit(1)
    }
    askedAt = performance.now()
    journal.info('service.stopping', { signal })
    setTimeout(() => {
      journal.alarm('service.stop-overdue', { seconds: stopWithinSeconds })
      process.exit(1)
    }, stopWithinSeconds * 1000)
    resolve()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  return promise
}

/**
 * Runs a program until it is told to stop. `start` gets the environment and the journal, and returns what ends
 * it. Settings or a database that do not allow a start: one line and exit code 78; any other failure: logged,
 * exit code 1; SIGINT and SIGTERM: a clean stop, exit code 0.
 */
export const runService = async (name: string, start: Start): Promise<void> => {
  const env = process.env
  try {
    const journal = journalFor(name, env)
    failLoudly(journal)
    const asked = stopAsked(name, journal)
    const running = await start({ env, journal })
    journal.info('service.started', { address: running.address })
    await asked
    await stop(running, journal)
  } catch (error) {
    refuseStart(name, error)
  }
}

const stop = async (running: Running, journal: Journal): Promise<void> => {
  try {
    await running.stop()
  } catch (error) {
    journal.alarm('service.failed', { ...failureOf(error), origin: 'stop' })
    process.exit(1)
  }
  journal.info('service.stopped')
  process.exit(0)
}

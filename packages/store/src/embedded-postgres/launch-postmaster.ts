import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:fs'
import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { readPostmasterFile } from './postmaster-file.ts'
import type { Binaries } from './prepare-binaries.ts'
import { serverEnvironment } from './run-program.ts'
import type { ServerAccount } from './server-account.ts'
import { serverSettings } from './server-settings.ts'

export type Launch =
  | { readonly as: 'ready'; readonly child: ChildProcess }
  /** Another program was faster: its server has the data directory. */
  | { readonly as: 'beaten' }
  /** Backends of a server that was killed have not ended yet. */
  | { readonly as: 'not-yet-free' }
  | { readonly as: 'port-taken' }
  | { readonly as: 'refused'; readonly lastLines: string }

export type LaunchOptions = {
  readonly directory: string
  readonly binaries: Binaries
  readonly account: ServerAccount | null
  readonly port: number
}

/** Starts the server and waits until it answers, however long its recovery takes. */
export async function launchPostmaster(options: LaunchOptions): Promise<Launch> {
  const { directory, binaries, account, port } = options
  const pgdata = join(directory, 'pgdata')
  const log = await openLog(directory)
  const settings = Object.entries(serverSettings(port)).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(binaries.postgres, ['-D', pgdata, ...settings], {
    ...account,
    // A session of its own: Ctrl-C goes to every program of the terminal, and ours must first finish with it.
    detached: true,
    cwd: '/',
    env: serverEnvironment,
    stdio: ['ignore', log.fd, log.fd],
  })
  const ended = endOf(child)
  child.unref()
  await log.close()

  let failure: Error | null = null
  void ended.then((error) => {
    failure = error
  })
  while (failure === null) {
    const file = await readPostmasterFile(pgdata)
    if (file?.pid === child.pid && file?.status === 'ready') return { as: 'ready', child }
    await Promise.race([ended, wait(10)])
  }
  return explain(await lastLines(directory), failure)
}

/** Resolves when it has ended or could not be started at all. */
function endOf(child: ChildProcess): Promise<Error> {
  return new Promise((resolve) => {
    child.once('error', resolve)
    child.once('exit', (code, signal) => resolve(new Error(`ended with ${signal ?? `code ${code}`}`)))
  })
}

function explain(lines: string, failure: Error): Launch {
  if (lines.includes('lock file "postmaster.pid" already exists')) return { as: 'beaten' }
  if (lines.includes('pre-existing shared memory block')) return { as: 'not-yet-free' }
  if (lines.includes('could not create any TCP/IP sockets')) return { as: 'port-taken' }
  return { as: 'refused', lastLines: lines === '' ? failure.message : lines }
}

const noFollow = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW

/** One file per start, the previous one kept: with statements and errors left out it cannot grow much. */
async function openLog(directory: string) {
  const path = join(directory, 'server.log')
  await rename(path, `${path}.1`).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  return open(path, noFollow, 0o600)
}

async function lastLines(directory: string): Promise<string> {
  const text = await readFile(join(directory, 'server.log'), 'utf8')
  return text.trim().split('\n').slice(-5).join('\n')
}

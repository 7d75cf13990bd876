import { randomBytes } from 'node:crypto'
import { chown, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import type { DataPlace } from './place-data.ts'
import { isAlive } from './postmaster-file.ts'
import type { Binaries } from './prepare-binaries.ts'
import { runProgram } from './run-program.ts'

/** The role that owns everything in the embedded server. */
export const superuser = 'unefois'

/**
 * Makes the cluster when there is none: once for ever, under another name that is then put in place by one
 * rename. So a start that is killed leaves nothing half made, and of two programs starting at once one wins.
 */
export async function initialiseCluster(place: DataPlace, binaries: Binaries): Promise<void> {
  if (await exists(join(place.directory, 'pgdata'))) return
  await removeLeftovers(place.directory)

  const unfinished = `${place.directory}.new-${process.pid}-${randomBytes(4).toString('hex')}`
  try {
    await mkdir(unfinished, { mode: 0o700 })
    if (place.account) await chown(unfinished, place.account.uid, place.account.gid)
    const password = await writePassword(unfinished, place)
    await runProgram(place.account, binaries.initdb, initdbParameters(join(unfinished, 'pgdata'), password))
    await rename(unfinished, place.directory)
    await syncDirectory(dirname(place.directory))
  } catch (error) {
    // The other program's cluster stands in the way of the rename: it is as good as ours.
    if (await exists(join(place.directory, 'pgdata'))) return
    throw notMade(place, error)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

function initdbParameters(pgdata: string, password: string): readonly string[] {
  return [
    `--pgdata=${pgdata}`,
    `--username=${superuser}`,
    `--pwfile=${password}`,
    '--auth=scram-sha-256',
    '--data-checksums',
    '--encoding=UTF8',
    // PostgreSQL's own: sorts by code point and folds case for all of Unicode, the same on every machine. Text
    // that people read in order asks for `collate "fr-CA-x-icu"`.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ]
}

async function writePassword(directory: string, place: DataPlace): Promise<string> {
  const path = join(directory, 'password')
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(randomBytes(24).toString('base64url'))
    await file.sync()
    // initdb reads it under the server's account.
    if (place.account) await file.chown(place.account.uid, place.account.gid)
  } finally {
    await file.close()
  }
  return path
}

function notMade(place: DataPlace, error: unknown): EmbeddedPostgresError {
  if (error instanceof EmbeddedPostgresError) return error
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'ENOTDIR')
    return new EmbeddedPostgresError(
      'data-directory',
      `${place.directory} is no directory of PostgreSQL`,
      error,
    )
  const reason = error instanceof Error ? error.message : String(error)
  return new EmbeddedPostgresError('not-started', `PostgreSQL could not be set up: ${reason}`, error)
}

/** What starts that were killed during initdb left behind. */
async function removeLeftovers(directory: string): Promise<void> {
  const prefix = `${basename(directory)}.new-`
  for (const name of await readdir(dirname(directory))) {
    if (!name.startsWith(prefix) || isAlive(Number.parseInt(name.slice(prefix.length), 10))) continue
    await rm(join(dirname(directory), name), { recursive: true, force: true })
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

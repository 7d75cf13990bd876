import { randomBytes } from 'node:crypto'
import { mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import { runProgram } from './run-program.ts'
import { type ServerAccount, serverAccount } from './server-account.ts'

export type DataPlace = {
  /** Holds `pgdata/`, `password`, `port` and `server.log`. */
  readonly directory: string
  readonly account: ServerAccount | null
  /** Where the programs may be copied so that the account reaches them. */
  readonly copyDirectory: string
}

/** Where root keeps what must be reachable when the project itself lies in a closed directory. */
const machineDirectory = '/var/lib/unefois'
/** In the directory that was asked for: the path of the one that is used instead. */
const pointer = 'data-is-in'

/**
 * Decides where the data live and who runs the server. As asked, except for root under a directory closed to
 * others: then below /var/lib/unefois, and a pointer is left behind, so that later starts find the same data
 * whatever has become of the directory's mode.
 */
export async function placeData(asked: string): Promise<DataPlace> {
  const requested = await canonical(resolve(asked))
  const existing = await existingDirectory(requested)
  const account = await serverAccount(existing && join(existing, 'pgdata'))
  const copyDirectory = account === null ? dirname(requested) : machineDirectory

  const directory = existing ?? requested
  if (account === null || (await canEnter(account, dirname(directory))))
    return { directory, account, copyDirectory }
  if (existing !== null)
    throw new EmbeddedPostgresError(
      'data-directory',
      `The user of PostgreSQL (uid ${account.uid}) cannot enter ${dirname(directory)} any more: open it to ` +
        `others (chmod o+x), or move ${directory} and set UNEFOIS_DATA`,
    )
  return { directory: await relocate(requested), account, copyDirectory }
}

/** One spelling for one directory: a running server is recognised by the path on its command line. */
async function canonical(requested: string): Promise<string> {
  await mkdir(dirname(requested), { recursive: true })
  return join(await realpath(dirname(requested)), basename(requested))
}

/** The directory that already holds a cluster, here or where the pointer says. */
async function existingDirectory(requested: string): Promise<string | null> {
  const pointed = await readFile(join(requested, pointer), 'utf8').then(
    (text) => text.trim(),
    () => null,
  )
  if (pointed !== null) return pointed
  try {
    await stat(join(requested, 'pgdata'))
    return requested
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw new EmbeddedPostgresError(
      'data-directory',
      `${requested} belongs to another user (an earlier start as root?): start as that user, or remove it`,
      error,
    )
  }
}

async function canEnter(account: ServerAccount, directory: string): Promise<boolean> {
  return runProgram(account, '/bin/sh', ['-c', 'cd -- "$1"', 'sh', directory]).then(
    () => true,
    () => false,
  )
}

/** Never a place used before: whoever removes the directory they asked for gets an empty database next time. */
async function relocate(requested: string): Promise<string> {
  const directory = join(machineDirectory, `postgres-${randomBytes(8).toString('hex')}`)
  await mkdir(machineDirectory, { recursive: true, mode: 0o755 })
  await mkdir(requested, { recursive: true })
  try {
    await writeFile(join(requested, pointer), `${directory}\n`, { flag: 'wx' })
    return directory
  } catch (error) {
    // Another program that starts at the same time was faster: its place counts.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return (await readFile(join(requested, pointer), 'utf8')).trim()
  }
}

import { chmod, cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'
import { runProgram } from './run-program.ts'
import type { ServerAccount } from './server-account.ts'

export type Binaries = { readonly initdb: string; readonly postgres: string }

type Package = { readonly directory: string; readonly name: string; readonly version: string }

/**
 * The programs of the npm package for this machine, ready to run under `account`. They are copied into
 * `copyDirectory` when the account cannot reach them where npm put them (a home closed to others) or when their
 * library links are missing and cannot be made there.
 */
export async function prepareBinaries(
  account: ServerAccount | null,
  copyDirectory: string,
): Promise<Binaries> {
  const found = await findPackage()
  const linked = await makeLinks(found.directory).then(
    () => true,
    // A read-only installation: the links are made in the copy.
    () => false,
  )
  const inPlace = programsIn(found.directory)
  if (linked && (await runs(inPlace, account)) === null) return inPlace

  const copy = join(copyDirectory, `postgresql-${found.version}-${process.platform}-${process.arch}`)
  const copied = programsIn(copy)
  if ((await runs(copied, account)) === null) return copied
  await copyPackage(found, copy)
  const refusal = await runs(copied, account)
  if (refusal === null) return copied
  throw new EmbeddedPostgresError(
    'no-binaries',
    `PostgreSQL's programs do not run here (they need glibc 2.17 or later; else set DATABASE_URL): ${refusal}`,
  )
}

function programsIn(directory: string): Binaries {
  const bin = join(directory, 'native', 'bin')
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') }
}

/** Null, or why not. Running them is the only test that covers paths, modes, links, libraries and noexec. */
async function runs(binaries: Binaries, account: ServerAccount | null): Promise<string | null> {
  try {
    await Promise.all([
      runProgram(account, binaries.initdb, ['--version']),
      runProgram(account, binaries.postgres, ['--version']),
    ])
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

async function findPackage(): Promise<Package> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const directory = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    const { version } = JSON.parse(await readFile(join(directory, 'package.json'), 'utf8')) as {
      version: string
    }
    return { directory, name, version }
  } catch (error) {
    throw new EmbeddedPostgresError(
      'no-binaries',
      `The package ${name} is not installed (npm install without --omit=optional), or there is none for this ` +
        'machine: set DATABASE_URL',
      error,
    )
  }
}

/**
 * npm packs no symbolic links: the package's install script makes them from this list. npm 12 blocks install
 * scripts (https://github.com/npm/cli/issues/9424), and without the links initdb does not find its libraries.
 */
async function makeLinks(directory: string): Promise<void> {
  const list = await readFile(join(directory, 'native', 'pg-symlinks.json'), 'utf8')
  const links = JSON.parse(list) as readonly { source: string; target: string }[]
  await Promise.all(
    links.map(async ({ source, target }) => {
      try {
        await symlink(relative(dirname(target), source), join(directory, target))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
    }),
  )
}

async function copyPackage(found: Package, copy: string): Promise<void> {
  // Made under another name first: a copy under its final name is whole.
  const unfinished = `${copy}.new-${process.pid}`
  try {
    await mkdir(unfinished, { recursive: true })
    await cp(join(found.directory, 'native'), join(unfinished, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
    })
    await makeLinks(unfinished)
    await openToAll(unfinished)
    await rm(copy, { recursive: true, force: true })
    await rename(unfinished, copy)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

/** Read and enter for everybody, whatever umask npm ran under. */
async function openToAll(directory: string): Promise<void> {
  await chmod(directory, 0o755)
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) await openToAll(path)
    else if (entry.isFile()) await chmod(path, 0o755)
  }
}

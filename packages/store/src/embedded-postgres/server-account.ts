import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'

const execute = promisify(execFile)

/** The user under which the server's programs run. */
export type ServerAccount = { readonly uid: number; readonly gid: number }

/**
 * PostgreSQL refuses to run as root. Null when we are not root: it then runs as ourselves. As root it runs as the
 * owner of the data when there are some (an earlier start by somebody else), else as `postgres`, which is created
 * when it is missing.
 */
export async function serverAccount(existingData: string | null): Promise<ServerAccount | null> {
  if (process.getuid?.() !== 0) return null
  if (existingData !== null) {
    const { uid, gid } = await stat(existingData)
    if (uid !== 0) return { uid, gid }
  }
  return (await accountNamed('postgres')) ?? createAccount('postgres')
}

async function accountNamed(name: string): Promise<ServerAccount | null> {
  try {
    const [uid, gid] = await Promise.all([execute('id', ['-u', name]), execute('id', ['-g', name])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    // `id` fails for a name that nobody has.
    return null
  }
}

async function createAccount(name: string): Promise<ServerAccount> {
  let reason: unknown
  try {
    await execute('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', name])
  } catch (error) {
    reason = error
  }
  // Another program may have created it in the same instant: what counts is that it is there.
  const account = await accountNamed(name)
  if (account !== null) return account
  throw new EmbeddedPostgresError(
    'not-started',
    `PostgreSQL does not run as root, and the user ${name} could not be created: ` +
      'start as another user, create that one, or set DATABASE_URL',
    reason,
  )
}

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { ServerAccount } from './server-account.ts'

const execute = promisify(execFile)

/** PostgreSQL's words in English and bytes in order, whatever the locale of the machine. */
export const serverEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/** Runs a program to its end under the server's account. Rejects with its own last lines. */
export async function runProgram(
  account: ServerAccount | null,
  program: string,
  parameters: readonly string[],
): Promise<void> {
  try {
    // The working directory may be one that the account cannot enter.
    await execute(program, parameters, { ...account, cwd: '/', env: serverEnvironment })
  } catch (error) {
    throw new Error(lastLines(error), { cause: error })
  }
}

function lastLines(error: unknown): string {
  const output = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : ''
  if (output !== '') return output.split('\n').slice(-5).join('\n')
  return error instanceof Error ? error.message : String(error)
}

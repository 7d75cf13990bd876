import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A new folder for a program's data. Open to be passed through: PostgreSQL runs under an account of its own where the
 * program runs as root, and would else be moved to where nobody removes it.
 */
export const temporaryData = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'unefois-'))
  await chmod(folder, 0o755)
  return folder
}

import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

const keyBytes = 32

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code

const read = async (path: string): Promise<Buffer | null> => {
  try {
    const key = Buffer.from((await readFile(path, 'utf8')).trim(), 'base64')
    if (key.length !== keyBytes) throw new KeyFileError(`${path} does not hold a key of 32 bytes in base64`)
    return key
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null
    throw error
  }
}

/** The key file is there and holds something else: starting with another key would make everything unreadable. */
class KeyFileError extends Error {
  override readonly name = 'KeyFileError'
}

/**
 * The root key from its file, made at the first start: 32 random bytes in base64, readable by the owner only.
 * Lose the file and every declaration is unreadable; it belongs in a backup of its own, apart from the data.
 *
 * Written aside and linked into place, which fails when the name exists: services that start together on one
 * folder all read the same whole key, never half of one.
 */
export const readOrMakeRootKey = async (path: string): Promise<Buffer> => {
  const existing = await read(path)
  if (existing !== null) return existing
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const aside = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(aside, 'wx', 0o600)
  try {
    await file.writeFile(`${randomBytes(keyBytes).toString('base64')}\n`)
    await file.sync()
    await link(aside, path)
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  } finally {
    await file.close()
    await rm(aside, { force: true })
  }
  const made = await read(path)
  if (made === null) throw new Error(`${path} was removed while it was being made`)
  return made
}

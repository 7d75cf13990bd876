import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

const seedBytes = 32

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code

const read = async (path: string): Promise<Buffer | null> => {
  try {
    const seed = await readFile(path)
    if (seed.length !== seedBytes)
      throw new Error(`${path} should hold ${seedBytes} bytes: it is no seed of ours`)
    return seed
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null
    throw error
  }
}

/**
 * The seed of 32 bytes that the broker and the simulators share, made by whichever comes first. It is written
 * aside and linked into place, which fails when the name exists: of two that start at once, both read the same
 * whole file, never half of one. Readable by the owner only.
 */
export const readOrMakeSeed = async (path: string): Promise<Buffer> => {
  const existing = await read(path)
  if (existing !== null) return existing
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const aside = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(aside, 'wx', 0o600)
  try {
    await file.writeFile(randomBytes(seedBytes))
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

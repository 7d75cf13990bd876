import { readFile, rename, writeFile } from 'node:fs/promises'
import { type Behaviour, behaviourSchema } from './behaviour.ts'

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** Where a simulator's behaviour outlives it. */
export type BehaviourFile = { write(behaviour: Behaviour): Promise<void> }

/** Reads the behaviour, `accept` when none was set. Throws when the file holds something else. */
export const openBehaviourFile = async (path: string): Promise<BehaviourFile & { read: Behaviour }> => {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return '{"mode":"accept"}'
    throw error
  })
  return {
    read: behaviourSchema.parse(JSON.parse(text)),
    // Renamed into place, so that whoever is killed in between leaves the old file or the new one.
    write: async (behaviour) => {
      await writeFile(`${path}.new`, `${JSON.stringify(behaviour)}\n`)
      await rename(`${path}.new`, path)
    },
  }
}

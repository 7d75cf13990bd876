import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serverUrl } from '@unefois/store/embedded-postgres/claim-server.ts'
import { placeData } from '@unefois/store/embedded-postgres/place-data.ts'

/** The embedded PostgreSQL that a program runs on its data folder: where it is, and how a test may ask it too. */
export const embeddedDatabase = async (
  dataDir: string,
): Promise<{ readonly url: string; readonly location: string }> => {
  const { directory } = await placeData(join(dataDir, 'postgres'))
  const [port, password] = await Promise.all(
    ['port', 'password'].map(async (name) => (await readFile(join(directory, name), 'utf8')).trim()),
  )
  return { url: serverUrl(Number(port), password ?? ''), location: directory }
}

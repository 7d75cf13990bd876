import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { KafkaUnavailable } from './kafka-unavailable.ts'

/** Notes which Kafka works on the folder. Throws KafkaUnavailable for an older one, which cannot read it. */
export async function noteVersion(folder: string, version: string): Promise<void> {
  const file = join(folder, 'kafka-version')
  const noted = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return version
    throw error
  })
  if (isOlder(version, noted)) {
    throw new KafkaUnavailable(
      `the data in ${folder} were written by Kafka ${noted}, which ${version} cannot read: ` +
        'choose KAFKA_VERSION or another UNEFOIS_DATA',
    )
  }
  await writeFile(file, version)
}

/** Of versions such as `4.3.1`, by their numbers. */
export function isOlder(version: string, than: string): boolean {
  const [left, right] = [version, than].map((text) => text.split('.').map(Number))
  for (let part = 0; part < 3; part++) {
    const difference = (left?.[part] ?? 0) - (right?.[part] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return false
}

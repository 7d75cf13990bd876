import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import type { KafkaInstallation } from './kafka-installation.ts'
import { startKafkaNode, untilAnswering } from './kafka-node.ts'
import { runToEnd } from './run-to-end.ts'

/**
 * The JVM flag that loads Kafka's classes from an archive (class-data sharing): a start takes 2–4 s instead of
 * 7–11. The archive is made once for each JVM and set of jars, by a broker that starts, answers and stops.
 */
export async function classArchiveFlag(
  installation: KafkaInstallation,
  log: (line: string) => void,
): Promise<string> {
  const { output: jvm } = await runToEnd(installation.java, ['-version'], { timeoutMs: 30_000 })
  const name = createHash('sha256').update(`${jvm}\n${installation.classpath}`).digest('hex').slice(0, 16)
  const archive = join(installation.folder, `classes-${name}.jsa`)
  if (!existsSync(archive)) await makeArchive(installation, archive, log)
  return `-XX:SharedArchiveFile=${archive}`
}

async function makeArchive(
  installation: KafkaInstallation,
  archive: string,
  log: (line: string) => void,
): Promise<void> {
  log('making the class-data archive of Kafka, once (about 15 s)')
  const folder = join(installation.folder, `archive-${randomUUID()}`)
  const draft = join(folder, 'classes.jsa')
  await mkdir(folder, { recursive: true })
  try {
    const [port, controllerPort] = [await freePort(), await freePort()]
    const node = await startKafkaNode({
      installation,
      place: { nodeId: 1, port, voters: [{ nodeId: 1, controllerPort }] },
      folder,
      heapMb: 256,
      jvmFlags: [],
      archiveTo: draft,
      log,
    })
    try {
      await untilAnswering(node, folder, 1)
    } finally {
      await node.stop()
    }
    await rename(draft, archive)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

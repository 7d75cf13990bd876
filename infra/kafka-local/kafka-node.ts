import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brokersAnswering } from './brokers-answering.ts'
import { endOrphan, removeLock, writeLock } from './data-folder-lock.ts'
import { noteVersion } from './data-folder-version.ts'
import type { KafkaInstallation } from './kafka-installation.ts'
import { runToEnd } from './run-to-end.ts'
import { clusterId, loggingConfiguration, type NodePlace, serverProperties } from './server-properties.ts'

export type KafkaNode = {
  readonly pid: number
  readonly port: number
  /** SIGTERM and, 30 s later, SIGKILL; resolves once the JVM is gone. */
  stop(): Promise<void>
  /** SIGKILL; resolves once the JVM is gone. */
  kill(): Promise<void>
  pause(): void
  resume(): void
  /** Resolves when the JVM has ended, whoever ended it. */
  readonly ended: Promise<void>
}

export type NodeWishes = {
  readonly installation: KafkaInstallation
  readonly place: NodePlace
  readonly folder: string
  readonly heapMb: number
  /** Flags of every JVM started here, e.g. to read the class-data archive. */
  readonly jvmFlags: readonly string[]
  /** Where to write a class-data archive when the broker is stopped in order. */
  readonly archiveTo?: string
  log(line: string): void
}

/** Cheap to start rather than fast to run: a broker for development lives for minutes. */
const quickStartFlags = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-XX:-UsePerfData']

/** Formats the folder when it is new and starts the JVM. It may not answer yet: see `untilAnswering`. */
export async function startKafkaNode(wishes: NodeWishes): Promise<KafkaNode> {
  const { installation, folder, place } = wishes
  await mkdir(folder, { recursive: true })
  await endOrphan(folder, wishes.log)
  await noteVersion(folder, installation.version)
  const data = join(folder, 'data')
  const properties = join(folder, 'server.properties')
  await writeFile(properties, serverProperties(place, data, installation.version))
  const logging = loggingConfiguration(installation.version)
  await writeFile(join(folder, logging.name), logging.text)
  const flags = [
    ...quickStartFlags,
    ...wishes.jvmFlags,
    `-D${logging.flag}=file:${join(folder, logging.name)}`,
    '-cp',
    installation.classpath,
  ]
  if (!existsSync(join(data, 'meta.properties'))) await format(installation, flags, properties)

  const own = [`-Xms${wishes.heapMb}m`, `-Xmx${wishes.heapMb}m`]
  if (wishes.archiveTo) own.push(`-XX:ArchiveClassesAtExit=${wishes.archiveTo}`)
  const output = await freshLog(folder)
  // Its own group of programs: Ctrl-C reaches us alone, and we stop it in order.
  const child = spawn(installation.java, [...own, ...flags, 'kafka.Kafka', properties], {
    cwd: folder,
    stdio: ['ignore', output.fd, output.fd],
    detached: true,
  })
  await once(child, 'spawn')
  await output.close()
  const pid = child.pid
  if (pid === undefined) throw new Error('the JVM has no pid')
  await writeLock(folder, pid)
  return controlsOf(child, pid, wishes)
}

function controlsOf(child: ChildProcess, pid: number, wishes: NodeWishes): KafkaNode {
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      removeLock(wishes.folder).then(resolve, (error: unknown) => {
        wishes.log(`the pid file stays: ${String(error)}`)
        resolve()
      })
    })
  })
  return {
    pid,
    port: wishes.place.port,
    ended,
    async stop() {
      // A frozen JVM would not see SIGTERM.
      child.kill('SIGCONT')
      child.kill('SIGTERM')
      const impatience = setTimeout(() => child.kill('SIGKILL'), 30_000)
      await ended
      clearTimeout(impatience)
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
  }
}

/** Resolves once the cluster behind this node names that many brokers; rejects when the JVM ends before. */
export async function untilAnswering(node: KafkaNode, folder: string, brokers: number): Promise<void> {
  let over = false
  void node.ended.then(() => {
    over = true
  })
  const deadline = performance.now() + 90_000
  while ((await brokersAnswering(node.port)) < brokers) {
    if (over || performance.now() > deadline) {
      const said = await readFile(join(folder, 'kafka.log'), 'utf8')
      throw new Error(
        `Kafka ${over ? 'ended' : 'did not answer'} while starting; it said: ${said.slice(-2000)}`,
      )
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function format(
  installation: KafkaInstallation,
  flags: readonly string[],
  properties: string,
): Promise<void> {
  const tool = ['kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', properties]
  const { code, output } = await runToEnd(installation.java, [...flags, ...tool], { timeoutMs: 120_000 })
  if (code !== 0) throw new Error(`Kafka's data folder could not be formatted: ${output.slice(-2000)}`)
}

/** The log of the run before is kept as `kafka.log.1`. */
async function freshLog(folder: string) {
  const file = join(folder, 'kafka.log')
  if (existsSync(file)) await rename(file, `${file}.1`)
  return open(file, 'w')
}

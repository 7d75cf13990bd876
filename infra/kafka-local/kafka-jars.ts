import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { foundProgram } from './found-program.ts'
import { KafkaUnavailable } from './kafka-unavailable.ts'
import { type KafkaVersion, pomFor } from './kafka-versions.ts'
import { runToEnd } from './run-to-end.ts'

/** About 45 MB; 50 s on a cold Maven repository, 5 s on a warm one. */
const downloadTimeoutMs = 15 * 60_000

/**
 * The folder with Kafka's jars for this version, fetched through Maven the first time and checked, each one,
 * against the SHA-256 checksums committed beside this file.
 */
export async function kafkaJars(
  version: KafkaVersion,
  cache: string,
  log: (line: string) => void,
): Promise<string> {
  const folder = join(cache, `kafka-${version}`)
  const libs = join(folder, 'libs')
  if (existsSync(libs)) return libs
  const maven = foundProgram('mvn')
  if (!maven) throw new KafkaUnavailable('Maven is missing: install `mvn` (e.g. apt install maven)')

  await mkdir(folder, { recursive: true })
  const work = join(folder, `fetch-${randomUUID()}`)
  try {
    await mkdir(work)
    await writeFile(join(work, 'pom.xml'), pomFor(version))
    log(`fetching Apache Kafka ${version} through Maven, about 45 MB, once`)
    const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', '-DoutputDirectory=libs']
    const { code, output } = await runToEnd(maven, ['-B', '-q', ...goal], {
      cwd: work,
      timeoutMs: downloadTimeoutMs,
    })
    if (code !== 0) throw new KafkaUnavailable(`Maven could not fetch Kafka ${version}: ${lastLine(output)}`)
    const wrong = await differences(join(work, 'libs'), await checksums(version))
    if (wrong.length > 0) {
      throw new Error(`jars of Kafka ${version} differ from the committed checksums: ${wrong.join(', ')}`)
    }
    await keepFirst(join(work, 'libs'), libs)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
  return libs
}

/** Two programs may fetch at the same time; the rename decides, and the loser's copy is as good. */
async function keepFirst(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if (!existsSync(to)) throw error
  }
}

async function checksums(version: KafkaVersion): Promise<Map<string, string>> {
  const text = await readFile(new URL(`./checksums/${version}.sha256`, import.meta.url), 'utf8')
  return parseChecksums(text)
}

/** Lines of `sha256sum`: 64 hexadecimal digits, two spaces, the file's name. */
export function parseChecksums(text: string): Map<string, string> {
  const lines = text.split('\n').filter((line) => line !== '')
  return new Map(
    lines.map((line) => {
      const match = /^([0-9a-f]{64}) {2}(\S+)$/.exec(line)
      if (!match?.[1] || !match[2]) throw new Error(`not a checksum line: ${line}`)
      return [match[2], match[1]]
    }),
  )
}

/** Names of files that are missing, unexpected or altered. */
export async function differences(
  folder: string,
  expected: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const present = await readdir(folder)
  const wrong = [...expected.keys()]
    .filter((name) => !present.includes(name))
    .map((name) => `${name} missing`)
  for (const name of present) {
    const digest = createHash('sha256')
      .update(await readFile(join(folder, name)))
      .digest('hex')
    if (!expected.has(name)) wrong.push(`${name} unexpected`)
    else if (expected.get(name) !== digest) wrong.push(`${name} altered`)
  }
  return wrong
}

const lastLine = (text: string) =>
  text
    .trim()
    .split('\n')
    .find((line) => line.includes('ERROR')) ?? 'no reason given'

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { openKafkaLog } from '@unefois/event-log/kafka/open-kafka-log.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from './free-port.ts'
import { temporaryKafkaFolder, whyNoKafka } from './kafka-for-tests.ts'
import { type ProgramIdentity, stillRuns } from './program-identity.ts'

const why = await whyNoKafka({ toBreak: true })
if (why) console.warn(`NOT RUN ON KAFKA: ${why}`)

const main = fileURLToPath(new URL('./main.ts', import.meta.url))

function run(environment: Record<string, string>) {
  const { KAFKA_VERSION: _, ...inherited } = process.env
  const child = spawn(process.execPath, ['--no-warnings', main], {
    // Not the machine's Docker: these tests kill what they start.
    env: { ...inherited, DOCKER_HOST: 'tcp://127.0.0.1:1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString()
  })
  const brokers = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('KAFKA_BROKERS=')) resolve(line.slice('KAFKA_BROKERS='.length))
    })
    void ended.then(() => reject(new Error(`npm run kafka ended: ${complaint}`)))
  })
  brokers.catch(() => undefined)
  return { child, brokers, ended, complaint: () => complaint }
}

describe('npm run kafka, refusing', () => {
  it('ends with 78 and one line when nothing that could run Kafka is installed', async () => {
    const { ended, complaint } = run({ PATH: '/nonexistent', KAFKA_HOME: '' })
    expect((await ended)[0]).toBe(78)
    expect(complaint()).toMatch(/^kafka: no Docker engine answers, and Java .* is missing .*\n$/)
  })

  it('ends with 78 and one line for a port that is none', async () => {
    const { ended, complaint } = run({ KAFKA_PORT: 'kafka' })
    expect((await ended)[0]).toBe(78)
    expect(complaint()).toBe('kafka: KAFKA_PORT must be a port number from 1 to 65535, not "kafka"\n')
  })
})

describe.skipIf(why)('npm run kafka', { timeout: 240_000 }, () => {
  let data = ''
  let port = 0
  const children: ChildProcess[] = []

  beforeEach(async () => {
    data = await temporaryKafkaFolder()
    port = await freePort()
  })
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGTERM')
    await rm(data, { recursive: true, force: true })
  })

  const start = async () => {
    const started = run({ UNEFOIS_DATA: data, KAFKA_PORT: String(port) })
    children.push(started.child)
    expect(await started.brokers).toBe(`127.0.0.1:${port}`)
    return started
  }
  const broker = async (): Promise<ProgramIdentity> => {
    const lock = JSON.parse(await readFile(join(data, 'kafka', 'broker.pid.json'), 'utf8'))
    return (lock as { broker: ProgramIdentity }).broker
  }
  const withLog = async <T>(
    work: (log: Awaited<ReturnType<typeof openKafkaLog>>) => Promise<T>,
  ): Promise<T> => {
    const log = await openKafkaLog({
      brokers: [`127.0.0.1:${port}`],
      clientId: 'local-kafka-test',
      journal: { info() {}, alarm() {} },
    })
    try {
      return await work(log)
    } finally {
      await log.close()
    }
  }

  it('comes back as it was after SIGKILL of itself, of the broker, and after an orderly stop', async () => {
    const first = await start()
    await withLog(async (log) => {
      await log.ensureTopic('kept', 2)
      await log.publish('kept', [{ key: 'a', headers: {}, value: Buffer.from('a') }])
    })
    const orphan = await broker()
    first.child.kill('SIGKILL')
    await first.ended
    expect(await stillRuns(orphan)).toBe(true)

    const second = await start()
    expect(await stillRuns(orphan)).toBe(false)
    expect(await withLog((log) => log.lag('nobody', 'kept'))).toBe(1n)
    process.kill((await broker()).pid, 'SIGKILL')
    expect((await second.ended)[0]).toBe(1)

    const third = await start()
    expect(await withLog((log) => log.lag('nobody', 'kept'))).toBe(1n)
    const last = await broker()
    third.child.kill('SIGINT')
    expect((await third.ended)[0]).toBe(0)
    expect(await stillRuns(last)).toBe(false)

    await start()
    expect(await withLog((log) => log.lag('nobody', 'kept'))).toBe(1n)
  })

  it('refuses a folder on which another run works, and leaves that one alone', async () => {
    await start()
    const working = await broker()
    const second = run({ UNEFOIS_DATA: data, KAFKA_PORT: String(await freePort()) })
    expect((await second.ended)[0]).toBe(78)
    expect(second.complaint()).toMatch(/^kafka: a Kafka already runs on /)
    expect(await stillRuns(working)).toBe(true)
  })
})

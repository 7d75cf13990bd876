import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { registry } from '@unefois/agencies/registry.ts'
import { agencyId, type DeliveryId } from '@unefois/domain/ids.ts'
import { demonstrationEndpoint } from '@unefois/webhook/demonstration-endpoint.ts'
import { guardedSender } from '@unefois/webhook/guarded-sender.ts'
import { readOrMakeSeed } from '@unefois/webhook/read-or-make-seed.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { noticeOf } from './test-simulators.ts'

const main = join(import.meta.dirname, 'main.ts')
const running = new Set<ChildProcess>()
let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulator-program-'))
})
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL')
  running.clear()
  await rm(folder, { recursive: true, force: true })
})

const run = (settings: Record<string, string>): ChildProcess => {
  const env = { PATH: process.env['PATH'], UNEFOIS_DATA: folder, ...settings }
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  return child
}

const ended = async (child: ChildProcess): Promise<unknown> => {
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
  running.delete(child)
  return signal ?? code
}

const ready = async (base: number): Promise<void> => {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${base}/saaq/stats`).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Below the range that systems give away, so that the ports above it are most likely free too. */
const basePort = async (): Promise<number> => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return 10_000 + (port % 10_000)
}

describe('the program', () => {
  test('keeps every notice that it answered, also when it is killed, and ends cleanly when asked', async () => {
    const base = await basePort()
    const first = run({ SIMULATOR_PORT: String(base) })
    await ready(base)
    const place = { host: '127.0.0.1', basePort: base, agencies: registry.map(({ id }) => id) }
    const seed = await readOrMakeSeed(join(folder, 'keys', 'simulators.seed'))
    const allowed = { seed, timeoutMs: 5000, allowedNetworks: ['127.0.0.0/8'] }
    const endpoint = demonstrationEndpoint(place, agencyId('saaq'), allowed)
    const sender = guardedSender()
    const answered: string[] = []
    const exit = ended(first)
    const send = async (sequence: number) => {
      const notice = noticeOf({ subject: `person-${sequence}` })
      const body = Buffer.from(JSON.stringify(notice))
      const sent = {
        id: notice.id as DeliveryId,
        body,
        deliveries: 1,
        sentAt: new Date(),
        traceparent: '00-1-1-00',
      }
      const { failure } = await sender.send(endpoint, sent)
      if (failure === null) answered.push(notice.id)
      if (answered.length === 200) first.kill('SIGKILL')
    }
    await Promise.all(Array.from({ length: 600 }, (_, sequence) => send(sequence)))
    expect(await exit).toBe('SIGKILL')
    expect(answered.length).toBeLessThan(600)

    const second = run({ SIMULATOR_PORT: String(base) })
    await ready(base)
    const ledger = (await (await fetch(`http://127.0.0.1:${base}/saaq/received`)).json()) as {
      deliveryId: string
    }[]
    const recorded = new Set(ledger.map(({ deliveryId }) => deliveryId))
    expect(answered.filter((id) => !recorded.has(id))).toEqual([])
    await sender.close()
    const end = ended(second)
    second.kill('SIGTERM')
    expect(await end).toBe(0)
  })

  test.each([
    ['SIMULATOR_PORT', 'eighty'],
    ['UNEFOIS_BROKER_URL', 'broker'],
  ])('%s=%s stops the start with one line and code 78', async (setting, value) => {
    const child = run({ [setting]: value })
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    expect(await ended(child)).toBe(78)
    expect(said.trim().split('\n')).toEqual([expect.stringContaining(setting)])
  })
})

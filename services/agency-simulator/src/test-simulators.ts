import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { registry } from '@unefois/agencies/registry.ts'
import type { Sender, SendResult } from '@unefois/broker/ports/sender.ts'
import { agencyId, type DeliveryId } from '@unefois/domain/ids.ts'
import { demonstrationEndpoint } from '@unefois/webhook/demonstration-endpoint.ts'
import { guardedSender } from '@unefois/webhook/guarded-sender.ts'
import { afterEach, beforeEach } from 'vitest'
import { type Simulators, startSimulators } from './start-simulators.ts'

const seed = Buffer.alloc(32, 3)
/** Two are enough: one that hears a move, one that hears nothing of it. */
const agencies = registry.filter(({ id }) => id === 'saaq' || id === 'etat-civil')
const ids = agencies.map(({ id }) => id)

export const data = {
  name: { surname: 'Essai', given: 'Éloïse' },
  birthDate: '1990-01-02',
  permis: 'E123456789012',
  newAddress: { lines: ['1, rue Fictive'], postalCode: 'G1L 0Z0', country: 'CA' },
  effectiveOn: '2026-12-01',
}

export type Sent = { id?: string; subject?: string; sequence?: number; data?: unknown; type?: string }

export const noticeOf = ({ id = randomUUID(), subject = 'person-1', sequence = 1, ...more }: Sent) => ({
  specversion: '1.0',
  id,
  source: 'urn:unefois',
  time: '2026-11-22T12:00:00.000Z',
  type: 'unefois.address-change.v1',
  subject,
  sequence: String(sequence).padStart(6, '0'),
  dataschema: 'http://127.0.0.1:8080/schemas/saaq/address-change.v1.json',
  data,
  ...more,
})

type To = { readonly agency?: string; readonly timeoutMs?: number }

const canListen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

/** A base port with two free ones above it, outside of the range that systems give away. */
const freeBasePort = async (): Promise<number> => {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000)
    const free = await Promise.all([port, port + 1, port + 2].map(canListen))
    if (free.every(Boolean)) return port
  }
}

const postTo = (
  sender: Sender,
  basePort: number,
  notice: { readonly id: string },
  { agency = 'saaq', timeoutMs = 2000 }: To,
): Promise<SendResult> => {
  const place = { host: '127.0.0.1', basePort, agencies: ids }
  const allowed = { seed, timeoutMs, allowedNetworks: ['127.0.0.0/8'] }
  return sender.send(demonstrationEndpoint(place, agencyId(agency), allowed), {
    id: notice.id as DeliveryId,
    body: Buffer.from(JSON.stringify(notice)),
    deliveries: 1,
    sentAt: new Date(),
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  })
}

/** Simulators of two agencies on ports and a folder of their own for each test of the file that calls this. */
export const simulatorsOfTest = () => {
  let basePort = 0
  let dataDir = ''
  let running: Simulators | null = null
  const sender = { current: guardedSender() }

  const start = async (brokerUrl = 'http://127.0.0.1:1'): Promise<Simulators> => {
    running = await startSimulators({
      host: '127.0.0.1',
      basePort,
      dataDir,
      brokerUrl,
      seed,
      agencies,
      log: { info: () => {} },
    })
    return running
  }
  const stop = async (): Promise<void> => {
    await running?.stop()
    running = null
  }

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'simulators-'))
    basePort = await freeBasePort()
    sender.current = guardedSender()
  })
  afterEach(async () => {
    await stop()
    await sender.current.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  const url = (path: string) => `http://127.0.0.1:${basePort}${path}`
  const json = async (path: string): Promise<unknown> => (await fetch(url(path))).json()

  return {
    start,
    stop,
    url,
    basePort: () => basePort,
    folder: (agency = 'saaq') => join(dataDir, 'simulators', agency),
    /** Starts anew on the same folder and ports. */
    restart: async (brokerUrl?: string) => {
      await stop()
      return start(brokerUrl)
    },
    behave: (behaviour: unknown, agency = 'saaq') =>
      fetch(url(`/${agency}/behaviour`), { method: 'PUT', body: JSON.stringify(behaviour) }),
    received: async (agency = 'saaq') => (await json(`/${agency}/received`)) as Record<string, unknown>[],
    stats: async (agency = 'saaq') => (await json(`/${agency}/stats`)) as Record<string, number>,
    /** A reminder's form: a notice without its person. */
    sendRaw: ({ type, data }: { type: string; data: unknown }): Promise<SendResult> => {
      const { subject: _, sequence: __, ...form } = noticeOf({})
      const reminder = { ...form, type, data }
      return postTo(sender.current, basePort, reminder, {})
    },
    /** Signs and sends as the broker does. */
    send: (sent: Sent = {}, to: To = {}): Promise<SendResult> =>
      postTo(sender.current, basePort, noticeOf(sent), to),
  }
}

import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { registry } from '@unefois/agencies/registry.ts'
import { createApi } from '@unefois/assembly/create-api.ts'
import { type Foundations, openFoundations } from '@unefois/assembly/open-foundations.ts'
import { demonstrationTokens } from '@unefois/runtime/accounts.ts'
import { createMetrics } from '@unefois/runtime/metrics.ts'
import { afterAll, beforeAll } from 'vitest'
import { partnerRoutes } from './partner-routes.ts'

const silent = { info: () => undefined, alarm: () => undefined, debug: () => undefined } as never

export type PartnerPlace = {
  readonly url: string
  readonly foundations: Foundations
  readonly dataDir: string
}

/** The partner service on a database of its own, endpoints allowed on this machine. */
export const usePartnerService = (postgres: { readonly url: string }): (() => PartnerPlace) => {
  let place: PartnerPlace | null = null
  const closers: (() => Promise<unknown>)[] = []
  beforeAll(async () => {
    const dataDir = await mkdtemp(join(tmpdir(), `unefois-partner-${randomBytes(3).toString('hex')}`))
    closers.push(() => rm(dataDir, { recursive: true, force: true }))
    const config = {
      UNEFOIS_DATA: dataDir,
      UNEFOIS_SIMULATORS: 'on' as const,
      UNEFOIS_ENDPOINT_ALLOW: ['127.0.0.0/8'],
    }
    const foundations = await openFoundations('partner', { ...config, DATABASE_URL: postgres.url }, silent)
    closers.push(foundations.close)
    const api = await createApi({
      title: 'test',
      journal: silent,
      metrics: createMetrics('partner'),
      checks: [],
    })
    const accounts = demonstrationTokens(registry.map(({ id }) => id))
    partnerRoutes(api, {
      foundations,
      journal: silent,
      agencies: registry,
      accounts,
      config,
      publicUrl: 'https://une-fois.example',
    })
    const url = await api.listen({ host: '127.0.0.1', port: 0 })
    closers.push(() => api.close())
    place = { url, foundations, dataDir }
  })
  afterAll(async () => {
    for (const close of closers.reverse()) await close()
  })
  return () => {
    if (place === null) throw new Error('nothing runs')
    return place
  }
}

export type Receiver = {
  readonly url: string
  readonly received: {
    readonly method: string
    readonly headers: IncomingMessage['headers']
    readonly body: Buffer
  }[]
  /** 204 unless told otherwise. */
  answer: (request: IncomingMessage, response: ServerResponse) => void
  close(): Promise<void>
}

/** An agency's own receiver, for tests. */
export const openReceiver = async (port = 0): Promise<Receiver> => {
  const received: Receiver['received'] = []
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push({ method: request.method ?? '', headers: request.headers, body: Buffer.concat(chunks) })
      receiver.answer(request, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`,
    received,
    answer: (_, response) => response.writeHead(204).end(),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return receiver
}

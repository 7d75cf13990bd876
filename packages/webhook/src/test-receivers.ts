import { createServer, type RequestListener, type Server } from 'node:http'
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Socket,
  type Server as TcpServer,
} from 'node:net'
import type { Endpoint } from '@unefois/broker/ports/endpoints.ts'
import type { Sender } from '@unefois/broker/ports/sender.ts'
import { agencyId, type DeliveryId } from '@unefois/domain/ids.ts'
import { afterEach } from 'vitest'
import { guardedSender, type SenderOptions } from './guarded-sender.ts'
import { newEndpointKeys } from './keys.ts'

export const keys = newEndpointKeys()
export const body = Buffer.from('{"data":{"name":"Éloïse"}}')
export const notice = {
  id: '01900000-0000-7000-8000-000000000001' as DeliveryId,
  body,
  deliveries: 1,
  sentAt: new Date(),
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
}

export const endpointAt = (url: string, more: Partial<Endpoint> = {}): Endpoint => ({
  id: null,
  agency: agencyId('saaq'),
  url,
  keys: [keys],
  // Far more than is needed, for machines with much else to do.
  timeoutMs: 10_000,
  allowedNetworks: ['127.0.0.0/8'],
  headers: {},
  tls: null,
  oauth2: null,
  slots: null,
  ratePerSecond: null,
  batchSize: 1,
  httpSignature: false,
  ...more,
})

/** Receivers on this machine and senders to them, closed after each test of the file that calls this. */
export const receivers = () => {
  const closers: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close()
  })

  const listen = async (server: TcpServer | Server): Promise<number> => {
    const sockets = new Set<Socket>()
    server.on('connection', (socket: Socket) => {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => sockets.delete(socket))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closers.push(async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    })
    return (server.address() as AddressInfo).port
  }

  const http = async (answer: RequestListener): Promise<string> =>
    `http://127.0.0.1:${await listen(createServer(answer))}/in?x=1`

  /** A receiver that says whatever bytes it likes once the request has come. */
  const raw = async (answer: (socket: Socket) => void): Promise<string> => {
    const server = createTcpServer({ allowHalfOpen: true }, (socket) =>
      socket.once('data', () => answer(socket)),
    )
    return `http://127.0.0.1:${await listen(server)}/`
  }

  const newSender = (options: SenderOptions = {}): Sender => {
    const sender = guardedSender(options)
    closers.push(() => sender.close())
    return sender
  }

  const sendTo = (url: string, more: Partial<Endpoint> = {}, options: SenderOptions = {}) =>
    newSender(options).send(endpointAt(url, more), notice)

  return { listen, http, raw, newSender, sendTo }
}

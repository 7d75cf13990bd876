import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { agencyId } from '@unefois/domain/ids.ts'
import { describe, expect, test } from 'vitest'
import type { SenderOptions } from './guarded-sender.ts'
import { testCertificate } from './test-certificate.ts'
import { endpointAt, notice, receivers } from './test-receivers.ts'

const { http, listen, newSender, sendTo } = receivers()

describe('where notices may go', () => {
  const publicAnswer = { address: '93.184.216.34', family: 4 }
  const privateAnswer = { address: '127.0.0.1', family: 4 }
  const resolvesTo =
    (...addresses: { address: string; family: number }[]): NonNullable<SenderOptions['resolve']> =>
    (_name, answer) =>
      setImmediate(answer, null, addresses)

  test.each([
    'https://127.0.0.1:1/',
    'https://0177.0.0.1:1/',
    'https://2130706433:1/',
    'https://0x7f.1:1/',
    'https://[::1]:1/',
    'https://[::ffff:127.0.0.1]:1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://localhost:1/',
    'http://93.184.216.34/',
    'ftp://93.184.216.34/',
    'file:///etc/passwd',
    'nonsense',
  ])('%s is refused', async (url) => {
    expect(await sendTo(url, { allowedNetworks: [] })).toMatchObject({
      status: null,
      failure: 'address-refused',
    })
  })

  test('one private answer among public ones refuses all, whatever their order', async () => {
    for (const answers of [
      [publicAnswer, privateAnswer],
      [privateAnswer, publicAnswer],
    ]) {
      const resolve = resolvesTo(...answers)
      expect(await sendTo('https://agency.example/', { allowedNetworks: [] }, { resolve })).toMatchObject({
        failure: 'address-refused',
      })
    }
  })

  test('plain http to a name needs every answer in an allowed network', async () => {
    const resolve = resolvesTo(publicAnswer)
    expect(await sendTo('http://agency.example/', {}, { resolve })).toMatchObject({
      failure: 'address-refused',
    })
  })

  test('a network allowed to one endpoint is closed to the others', async () => {
    const url = await http((_request, response) => response.end())
    const sender = newSender()
    expect(await sender.send(endpointAt(url), notice)).toMatchObject({ failure: null })
    for (const allowedNetworks of [[], ['10.0.0.0/8']]) {
      const other = endpointAt(url, { agency: agencyId('ramq'), allowedNetworks })
      expect(await sender.send(other, notice)).toMatchObject({ failure: 'address-refused' })
    }
  })

  test('a name is resolved once a connection, and the checked address is the one dialled', async () => {
    let lookups = 0
    let host: string | undefined
    const server = createServer((request, response) => {
      host = request.headers.host
      response.end()
    })
    const port = await listen(server)
    // The second answer would be the metadata service: it is never asked for.
    const resolve: NonNullable<SenderOptions['resolve']> = (_name, answer) => {
      lookups++
      answer(null, [lookups === 1 ? privateAnswer : { address: '169.254.169.254', family: 4 }])
    }
    const sender = newSender({ resolve, connectionsPerEndpoint: 1 })
    const endpoint = endpointAt(`http://agency.example:${port}/`)
    for (let times = 0; times < 5; times++) {
      expect(await sender.send(endpoint, notice)).toMatchObject({ status: 200, failure: null })
    }
    expect(lookups).toBe(1)
    expect(host).toBe(`agency.example:${port}`)
  })

  test('a name that nobody has', async () => {
    expect(await sendTo('https://no-such-name.invalid/', { timeoutMs: 10_000 })).toMatchObject({
      status: null,
      failure: 'name-not-resolved',
    })
    expect(await sendTo('https://agency.example/', {}, { resolve: resolvesTo() })).toMatchObject({
      failure: 'address-refused',
    })
  })

  test('a resolver that hangs is within the deadline', async () => {
    expect(await sendTo('https://agency.example/', { timeoutMs: 100 }, { resolve: () => {} })).toMatchObject({
      failure: 'timed-out',
    })
  })

  test('nobody listens', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await new Promise((resolve) => server.close(resolve))
    expect(await sendTo(`http://127.0.0.1:${port}/`)).toMatchObject({
      status: null,
      failure: 'connection-refused',
    })
  })

  test.each([
    ['a network that cannot be read', { allowedNetworks: ['everywhere'] }],
    ['a secret that cannot be read', { keys: [{ secret: 'whsec_', signingKey: 'whsk_' }] }],
  ])('%s is a result, not a rejection', async (_name, more) => {
    expect(await sendTo('https://93.184.216.34/', more)).toMatchObject({ status: null, failure: 'failed' })
  })

  test('a traceparent that is no header value is a result, not a rejection', async () => {
    const url = await http((_request, response) => response.end())
    const result = await newSender().send(endpointAt(url), { ...notice, traceparent: 'a\r\nb: c' })
    expect(result).toMatchObject({ status: null, failure: 'failed' })
  })
})

describe('over TLS', () => {
  const secure = async () =>
    listen(createTlsServer(testCertificate, (_request, response) => response.end('{}')))
  const toReceiver: NonNullable<SenderOptions['resolve']> = (_name, answer) =>
    answer(null, [{ address: '127.0.0.1', family: 4 }])
  const trusting = { resolve: toReceiver, certificateAuthority: testCertificate.cert }

  test('a certificate that is trusted and names the host', async () => {
    expect(await sendTo(`https://receiver.test:${await secure()}/`, {}, trusting)).toMatchObject({
      status: 200,
      failure: null,
    })
  })

  test('one that nobody vouches for', async () => {
    expect(
      await sendTo(`https://receiver.test:${await secure()}/`, {}, { resolve: toReceiver }),
    ).toMatchObject({
      status: null,
      failure: 'tls-failed',
    })
  })

  test('one for another name', async () => {
    const port = await secure()
    for (const host of ['another.test', '127.0.0.1']) {
      expect(await sendTo(`https://${host}:${port}/`, {}, trusting)).toMatchObject({ failure: 'tls-failed' })
    }
  })

  test('a receiver that speaks no TLS', async () => {
    const url = await http((_request, response) => response.end())
    expect(await sendTo(url.replace('http:', 'https:'))).toMatchObject({
      status: null,
      failure: 'tls-failed',
    })
  })
})

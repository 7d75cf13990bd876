import { createServer } from 'node:http'
import { type AddressInfo, isIP } from 'node:net'
import { agencyId } from '@unefois/domain/ids.ts'
import { describe, expect, test } from 'vitest'
import type { SenderOptions } from './guarded-sender.ts'
import { oddForms, specialRanges } from './test-addresses.ts'
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

  const answersOf = (addresses: readonly string[]) =>
    addresses.filter((address) => isIP(address) !== 0).map((address) => ({ address, family: isIP(address) }))

  test.each(specialRanges)('%s, as such and by a name, over https and http', async (_range, inside) => {
    const sender = newSender()
    for (const address of inside.filter((one) => isIP(one) !== 0 && !one.includes('%'))) {
      const host = isIP(address) === 6 ? `[${address}]` : address
      for (const url of [`https://${host}:1/`, `http://${host}:1/`]) {
        const result = await sender.send(endpointAt(url, { allowedNetworks: [] }), notice)
        expect([url, result.failure]).toEqual([url, 'address-refused'])
      }
    }
    let answers: { address: string; family: number }[] = []
    const named = newSender({ resolve: (_name, answer) => answer(null, answers) })
    const endpoint = endpointAt('https://agency.example:1/', { allowedNetworks: ['203.0.114.0/24'] })
    for (const answer of answersOf(inside)) {
      for (answers of [[answer], [publicAnswer, answer], [answer, publicAnswer]]) {
        const result = await named.send(endpoint, notice)
        expect([answer.address, result.failure]).toEqual([answer.address, 'address-refused'])
      }
    }
  })

  test.each(oddForms)('%s as a host is the address that it stands for', async (host) => {
    expect(await sendTo(`https://${host}:1/`, { allowedNetworks: [] })).toMatchObject({
      status: null,
      failure: 'address-refused',
    })
  })

  test('a resolver that answers with such a form is not believed', async () => {
    let address = ''
    const sender = newSender({ resolve: (_name, answer) => answer(null, [{ address, family: 4 }]) })
    for (address of [...oddForms, 'localhost', 'fe80::1%lo', '']) {
      const { failure } = await sender.send(endpointAt('https://agency.example:1/'), notice)
      expect([address, failure]).toEqual([address, 'address-refused'])
    }
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

  test('a name that turns to a private address is refused at its next connection', async () => {
    const server = createServer((_request, response) =>
      response.writeHead(200, { connection: 'close' }).end(),
    )
    const port = await listen(server)
    let turned = false
    const resolve: NonNullable<SenderOptions['resolve']> = (_name, answer) =>
      answer(null, [turned ? { address: '127.9.9.9', family: 4 } : privateAnswer])
    const sender = newSender({ resolve })
    const endpoint = endpointAt(`http://agency.example:${port}/`, { allowedNetworks: ['127.0.0.1'] })
    expect(await sender.send(endpoint, notice)).toMatchObject({ failure: null })
    turned = true
    expect(await sender.send(endpoint, notice)).toMatchObject({ status: null, failure: 'address-refused' })
  })

  test('connections that open together ask for a name once', async () => {
    let lookups = 0
    const url = await http((_request, response) => setTimeout(() => response.end(), 20))
    const resolve: NonNullable<SenderOptions['resolve']> = (_name, answer) => {
      lookups++
      setTimeout(answer, 10, null, [privateAnswer])
    }
    const sender = newSender({ resolve })
    const endpoint = endpointAt(url.replace('127.0.0.1', 'agency.example'))
    const results = await Promise.all(Array.from({ length: 8 }, () => sender.send(endpoint, notice)))
    expect(results.map(({ failure }) => failure)).toEqual(Array(8).fill(null))
    expect(lookups).toBe(1)
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

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { freePort } from '../kafka-local/free-port.ts'
import { openFrontDoor } from './front-door.ts'
import { separateServices } from './separate-services.ts'
import { serviceOfPath } from './service-of-path.ts'

const place = {
  port: 8080,
  simulatorPort: 8090,
  dataDir: '/data',
  databaseUrl: 'postgres://127.0.0.1/unefois',
  brokers: '127.0.0.1:9092',
}

test('no two services share a port, and none has the front door’s', () => {
  const urls = separateServices(place).map(({ url }) => url)
  expect(new Set([...urls, 'http://127.0.0.1:8080']).size).toBe(urls.length + 1)
})

test('what is given counts over the demonstration’s own settings', () => {
  const [first] = separateServices({ ...place, settings: { UNEFOIS_HOLD: 'PT1M', UNEFOIS_DATA: '/other' } })
  expect(first?.settings).toMatchObject({ UNEFOIS_HOLD: 'PT1M', UNEFOIS_AUTH: 'demo', UNEFOIS_DATA: '/data' })
})

test.each([
  ['/v1/declarations', 'intake'],
  ['/v1/declarations/preview?x=1', 'intake'],
  ['/schemas/saaq/address-change.v1.json', 'intake'],
  ['/v1/deliveries/x/acknowledgement', 'acknowledgement'],
  ['/v1/operations/deliveries?state=parked', 'operations'],
  ['/v1/partner/endpoints', 'partner'],
  ['/.well-known/jwks.json', 'partner'],
  ['/nothing', 'intake'],
])('%s is answered by %s', (path, service) => {
  expect(serviceOfPath(path)).toBe(service)
})

test('the front door passes method, headers and body on, and the answer back', async () => {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const seen = { method: request.method, url: request.url, key: request.headers['idempotency-key'] }
      response.writeHead(418, { 'x-from': 'behind' })
      response.end(JSON.stringify({ ...seen, body: Buffer.concat(chunks).toString() }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const behind = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const door = await openFrontDoor({ port: await freePort(), urlOf: () => behind })
  try {
    const answer = await fetch(`${door.url}/a?b=c`, {
      method: 'POST',
      headers: { 'idempotency-key': 'k' },
      body: 'text',
    })
    expect(answer.status).toBe(418)
    expect(answer.headers.get('x-from')).toBe('behind')
    expect(await answer.json()).toEqual({ method: 'POST', url: '/a?b=c', key: 'k', body: 'text' })
  } finally {
    await door.stop()
    server.close()
    server.closeAllConnections()
  }
})

test('the front door says so when nobody is behind it', async () => {
  const nobody = `http://127.0.0.1:${await freePort()}`
  const door = await openFrontDoor({ port: await freePort(), urlOf: () => nobody })
  const answer = await fetch(door.url)
  expect(answer.status).toBe(503)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  await answer.body?.cancel()
  await door.stop()
})

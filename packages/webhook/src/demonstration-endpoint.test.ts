import { agencyId } from '@unefois/domain/ids.ts'
import { expect, test } from 'vitest'
import { demonstrationEndpoint, simulatorUrl } from './demonstration-endpoint.ts'
import { deriveEndpointKeys } from './keys.ts'

const agencies = ['saaq', 'ramq'].map(agencyId)
const ramq = agencyId('ramq')

test.each([
  ['127.0.0.1', 'http://127.0.0.1:8092/ramq'],
  ['0.0.0.0', 'http://127.0.0.1:8092/ramq'],
  ['::', 'http://[::1]:8092/ramq'],
  ['::1', 'http://[::1]:8092/ramq'],
  ['simulators', 'http://simulators:8092/ramq'],
])('on %s: %s', (host, url) => {
  expect(simulatorUrl({ host, basePort: 8090, agencies }, ramq)).toBe(url)
})

test('an agency that is not simulated has no place', () => {
  expect(() => simulatorUrl({ host: '::1', basePort: 8090, agencies }, agencyId('dge'))).toThrow(
    'no simulator for dge',
  )
})

test('signs with the keys that the simulator derives', () => {
  const seed = Buffer.alloc(32, 5)
  const allowed = { seed, timeoutMs: 100, allowedNetworks: ['127.0.0.0/8'] }
  const endpoint = demonstrationEndpoint({ host: '127.0.0.1', basePort: 8090, agencies }, ramq, allowed)
  expect(endpoint).toMatchObject({
    agency: 'ramq',
    url: 'http://127.0.0.1:8092/ramq',
    keys: [deriveEndpointKeys(seed, 'ramq')],
    timeoutMs: 100,
    allowedNetworks: ['127.0.0.0/8'],
  })
})

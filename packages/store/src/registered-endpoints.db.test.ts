import { randomUUID } from 'node:crypto'
import type { NewKeys } from '@unefois/broker/ports/endpoint-register.ts'
import type { Endpoint, Endpoints } from '@unefois/broker/ports/endpoints.ts'
import type { Vault } from '@unefois/broker/ports/vault.ts'
import { agencyId } from '@unefois/domain/ids.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { expect, test } from 'vitest'
import { agencyNetworks } from './agency-networks.ts'
import { casesStore } from './cases-store.ts'
import { endpointRegister } from './endpoint-register.ts'
import { registeredEndpoints } from './registered-endpoints.ts'

const postgres = usePostgres()
const operator = { id: 'demo-operator', role: 'operator' } as const
const by = { id: 'demo-agency' }
const consents = {
  answered: true,
  allowedOrigin: 'une-fois.example',
  allowedRatePerMinute: 60,
  failure: null,
}
const again = { origin: 'une-fois.example', againMs: 5_000 }

let count = 0
/** UUIDv7 are given by the caller; what counts is that they grow. */
const newId = (): string => `${(++count).toString(16).padStart(8, '0')}${randomUUID().slice(8)}`
const keys = (): NewKeys => ({
  secret: `whsec_${randomUUID()}`,
  signingKey: 'whsk_x',
  publicKey: `whpk_${randomUUID()}`,
})
const settings = {
  timeoutMs: null,
  headers: { 'x-key': 'secret' },
  tls: null,
  oauth2: null,
  slots: null,
  ratePerSecond: 5,
  batchSize: 1,
  httpSignature: false,
}

/** As the vault does it, but readable: what was sealed for one context opens in no other. */
const vault = {
  sealSecret: (context: string, plain: Buffer) => Buffer.from(`${context}\n${plain.toString()}`),
  openSecret: (context: string, sealed: Buffer) => {
    const [of, plain = ''] = sealed.toString().split('\n')
    if (of !== context) throw new Error('sealed for another context')
    return Buffer.from(plain)
  },
} as Vault

/** Two programs on one database: the one that registers and the one that sends, joined by hints. */
const stage = async () => {
  await postgres.pool.query('delete from endpoints')
  const listeners = new Map<string, () => void>()
  const wakeUps = {
    signal: (channel: string) => listeners.get(channel)?.(),
    listen: (channel: string, wake: () => void) => {
      listeners.set(channel, wake)
      return () => undefined
    },
  }
  const parts = { pool: postgres.pool, vault, wakeUps, newId }
  const standIn = { id: null, url: 'http://stand-in' } as Endpoint
  const standIns: Endpoints = { of: async () => standIn, pause: async () => undefined }
  const alarms: unknown[] = []
  const journal = { info: () => undefined, alarm: (...line: unknown[]) => alarms.push(line) }
  const endpoints = registeredEndpoints({
    ...parts,
    journal,
    timeoutMsOf: new Map(),
    allowedNetworks: ['127.0.0.0/8'],
    standIns,
  })
  return { register: endpointRegister(parts), networks: agencyNetworks(parts), endpoints, alarms, standIn }
}

let agencies = 0
const anAgency = () => agencyId(`agency-${++agencies}`)

test('the newest active one receives; a stand-in only before any was active; none while all are paused', async () => {
  const { register, endpoints, standIn } = await stage()
  const agency = anAgency()
  const url = async () => (await endpoints.of(agency))?.url ?? null
  const add = (at: string) => register.add({ agency, url: at, settings, keys: keys() }, by)
  expect(await endpoints.of(agency)).toBe(standIn)
  const first = await add('https://a.example')
  expect(await endpoints.of(agency)).toBe(standIn)
  await register.noteHandshake(first, { ...consents, answered: false }, again)
  expect(await endpoints.of(agency)).toBe(standIn)
  await register.noteHandshake(first, consents, again)
  expect(await url()).toBe('https://a.example')
  const second = await add('https://b.example')
  expect(await url()).toBe('https://a.example')
  await register.noteHandshake(second, consents, again)
  expect(await url()).toBe('https://b.example')
  await register.change(second, () => ({ state: 'paused' }), by)
  expect(await url()).toBe('https://a.example')
  await register.change(first, () => ({ state: 'paused' }), by)
  expect(await url()).toBeNull()
  await register.remove(second, by)
  expect(await url()).toBeNull()
  await register.change(first, () => ({ state: 'active' }), by)
  expect(await url()).toBe('https://a.example')
  await register.remove(first, by)
  expect(await endpoints.of(agency)).toBe(standIn)
})

test('what is sent to is what was registered and granted; the same object while nothing changes', async () => {
  const { register, endpoints, networks } = await stage()
  const agency = anAgency()
  const added = await register.add({ agency, url: 'https://a.example', settings, keys: keys() }, by)
  await register.noteHandshake(added, consents, again)
  const endpoint = await endpoints.of(agency)
  expect(endpoint).toMatchObject({
    id: added.id,
    headers: { 'x-key': 'secret', 'webhook-request-origin': 'une-fois.example' },
    ratePerSecond: 1,
    allowedNetworks: ['127.0.0.0/8'],
  })
  await networks.replace(agency, ['10.0.0.0/8'], { reason: 'VPN', by })
  const wider = await endpoints.of(agency)
  expect(wider?.allowedNetworks).toEqual(['127.0.0.0/8', '10.0.0.0/8'])
  await register.rotate(added, keys(), { overlapMs: 60_000, by })
  const rotated = await endpoints.of(agency)
  expect(rotated?.keys).toHaveLength(2)
  expect(rotated?.keys[1]).toEqual(endpoint?.keys[0])
  await register.add({ agency: anAgency(), url: 'https://c.example', settings, keys: keys() }, by)
  expect(await endpoints.of(agency)).toBe(rotated)
})

test('a former key signs until its overlap ends, and not after', async () => {
  const { register } = await stage()
  const agency = anAgency()
  const former = keys()
  const added = await register.add({ agency, url: 'https://a.example', settings, keys: former }, by)
  const rotated = await register.rotate(added, keys(), { overlapMs: 3_600_000, by })
  expect(rotated?.keys).toHaveLength(2)
  expect(await register.publicKeys()).toContain(former.publicKey)
  await postgres.pool.query(
    `update endpoint_keys set expires_at = now() - interval '1 second' where expires_at is not null`,
  )
  expect((await register.find(agency, added.id))?.keys).toMatchObject([{ expiresAt: null }])
  expect(await register.publicKeys()).not.toContain(former.publicKey)
})

test('a pause by the broker is told once, has its case, and ends with the agency’s resuming', async () => {
  const { register, endpoints, alarms } = await stage()
  const cases = casesStore(postgres.pool, newId)
  const agency = anAgency()
  const added = await register.add({ agency, url: 'https://a.example', settings, keys: keys() }, by)
  await register.noteHandshake(added, consents, again)
  const endpoint = await endpoints.of(agency)
  if (endpoint === null) throw new Error('no endpoint')
  await Promise.all([endpoints.pause(endpoint, 'gone'), endpoints.pause(endpoint, 'disabled-by-receiver')])
  await endpoints.pause(endpoint, 'gone')
  expect(await endpoints.of(agency)).toBeNull()
  expect(alarms).toHaveLength(1)
  const listed = async (resolved: boolean) =>
    (await cases.list(operator, { resolved, after: null, limit: 100 })).items.filter(
      (one) => one.agency === agency,
    )
  expect(await listed(false)).toMatchObject([
    { code: 'endpoint-paused', endpoint: added.id, declaration: null, reference: null },
  ])
  const clerk = { id: 'demo-clerk', role: 'clerk', office: 'x' } as const
  expect((await cases.list(clerk, { resolved: false, after: null, limit: 100 })).items).toEqual([])
  await register.change(added, () => ({ state: 'active' }), by)
  expect(await listed(false)).toEqual([])
  expect(await listed(true)).toMatchObject([{ decision: 'resumed' }])
  await endpoints.pause(endpoint, 'gone')
  expect(await listed(false)).toHaveLength(1)
})

test('an unverified one is taken to be asked by one program only, at its time', async () => {
  const { register } = await stage()
  await postgres.pool.query('delete from endpoints')
  const added = await register.add(
    { agency: anAgency(), url: 'https://a.example', settings, keys: keys() },
    by,
  )
  const taken = await Promise.all([register.takeUnverified(5, 60_000), register.takeUnverified(5, 60_000)])
  expect(taken.flat().map(({ id }) => id)).toEqual([added.id])
  expect(await register.takeUnverified(5, 60_000)).toEqual([])
  await register.noteHandshake(added, { ...consents, answered: false }, { ...again, againMs: 0 })
  expect(await register.takeUnverified(5, 60_000)).toMatchObject([{ id: added.id, probes: 1 }])
})

test('the settings of one cannot be put in another’s place, and only its agency is stopped by that', async () => {
  const { register, endpoints, standIn } = await stage()
  const agency = anAgency()
  const one = await register.add({ agency, url: 'https://a.example', settings, keys: keys() }, by)
  const two = await register.add({ agency, url: 'https://b.example', settings, keys: keys() }, by)
  await postgres.pool.query(
    'update endpoints set settings = (select settings from endpoints where id = $1) where id = $2',
    [one.id, two.id],
  )
  await expect(register.find(agency, two.id)).rejects.toThrow()
  await expect(endpoints.of(agency)).rejects.toThrow()
  expect(await endpoints.of(anAgency())).toBe(standIn)
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import process from 'node:process'
import { apiClient } from '@unefois/tests/running/api-client.ts'
import { inventedMove } from '@unefois/tests/running/invented-move.ts'
import { simulatorClient } from '@unefois/tests/running/simulator-client.ts'
import { startUneFois, type UneFois } from '@unefois/tests/running/start-une-fois.ts'
import { until } from '@unefois/tests/running/until.ts'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { exitCodes } from './exit-codes.ts'
import { answeringServer } from './testing/answering-server.ts'
import { runInTest } from './testing/run-in-test.ts'

const parked = 3

let uneFois: UneFois
beforeAll(async () => {
  uneFois = await startUneFois({
    UNEFOIS_RETRY_SCHEDULE: 'PT0.1S',
    UNEFOIS_BREAKER: 'off',
    UNEFOIS_ENDPOINT_ALLOW: '127.0.0.0/8',
  })
  await simulatorClient(uneFois.simulators).behave('saaq', { mode: 'status', code: 500 })
  const citizen = apiClient(uneFois.url, 'demo-citizen')
  for (let number = 1; number <= parked; number++) await citizen.file(inventedMove(number))
  await until('the deliveries to be parked', async () => (await parkedIds()).length === parked)
})
afterAll(() => uneFois.dispose())

const unefois = (...words: readonly string[]) => runInTest(words, { env: { UNEFOIS_URL: uneFois.url } })
const document = async <Shape>(...words: readonly string[]): Promise<Shape> => {
  const { out, err } = await unefois(...words, '--json')
  expect(err).toBe('')
  return JSON.parse(out) as Shape
}
type List = { readonly items: readonly { readonly id: string; readonly state: string }[] }
const parkedIds = async () =>
  (await document<List>('deliveries', '--agency', 'saaq', '--state', 'parked')).items.map(({ id }) => id)

describe('unefois, asking the real service', () => {
  it('says what is stuck and whose turn it is', async () => {
    const { code, out } = await unefois('status', '--check')
    expect(code).toBe(exitCodes.needsAttention)
    expect(out).toMatch(/operator +3 +deliveries parked +saaq +unefois deliveries --state parked/)
    expect((await unefois('status')).code).toBe(exitCodes.done)
    expect(await document('status')).toMatchObject({
      ready: true,
      checks: { database: 'passed' },
      waiting: [{ turn: 'operator', waits: 'parked', count: 3, more: false, agencies: ['saaq'] }],
    })
    // How agencies are doing is written once a second, and read as often.
    await expect
      .poll(async () => (await unefois('agencies')).out, { timeout: 10_000 })
      .toMatch(/^saaq +running +closed .* 3 .*failed \d$/m)
  })

  it('lists them and shows one with its attempts', async () => {
    const list = await unefois('deliveries', '--state', 'parked', '--cause', 'failed', '--since', '1h')
    expect(list.out.trim().split('\n')).toHaveLength(1 + parked)
    const page = await unefois('deliveries', '--state', 'parked', '--limit', '1')
    expect(page.err).toMatch(/--cursor [\da-f-]{36}/)
    const [id = ''] = await parkedIds()
    const { declaration, reference } = await document<{ declaration: string; reference: string }>(
      'delivery',
      'show',
      id,
    )
    for (const filter of [
      ['--reference', reference],
      ['--declaration', declaration],
    ])
      expect(
        (await document<List>('deliveries', '--agency', 'saaq', ...filter)).items.map((one) => one.id),
      ).toEqual([id])
    expect(await document('deliveries', '--overdue')).toEqual({ items: [], next: null })
    expect((await unefois('delivery', 'show', id)).out).toMatch(
      /STATE +parked \(failed\)[\s\S]+ 2 .* 500 +failed/,
    )
    expect((await unefois('delivery', 'show', 'nothing')).code).toBe(exitCodes.notFound)
  })

  it('is refused without the right account', async () => {
    expect((await unefois('deliveries', '--token', 'nobody')).code).toBe(exitCodes.refused)
    const other = await unefois('deliveries', '--token', 'demo-citizen')
    expect(other.code).toBe(exitCodes.refused)
    expect(other.err).toContain('(403 forbidden)')
  })

  it('pauses an agency and resumes it', async () => {
    expect((await unefois('pause', 'saaq', '--reason', 'maintenance')).code).toBe(exitCodes.done)
    expect((await unefois('agencies')).out).toMatch(/^saaq +\d{4}-.*demo-operator +maintenance$/m)
    expect((await unefois('resume', 'saaq', '--reason', 'done')).code).toBe(exitCodes.done)
    expect((await unefois('pause', 'nobody', '--reason', 'x')).code).toBe(exitCodes.notFound)
  })

  it('replays one by its id, then what is left by a filter, and sets nothing else aside', async () => {
    await simulatorClient(uneFois.simulators).behave('saaq', { mode: 'accept' })
    const [first = ''] = await parkedIds()
    expect((await unefois('replay', first, '--reason', 'it is back')).code).toBe(exitCodes.done)
    await until('its acceptance', async () => {
      const { state } = await document<{ state: string }>('delivery', 'show', first)
      return state === 'accepted'
    })
    expect((await unefois('replay', first, '--reason', 'again')).code).toBe(exitCodes.conflict)
    expect((await unefois('delivery', 'set-aside', first, '--reason', 'x')).code).toBe(exitCodes.conflict)

    const filter = ['replay', '--agency', 'saaq', '--state', 'parked']
    expect(await document(...filter, '--dry-run')).toMatchObject({ total: 2, byAgency: { saaq: 2 } })
    const replayed = await document<{ id: string }>(...filter, '--reason', 'it is back', '--yes')
    expect(replayed).toMatchObject({ state: 'completed', total: 2, done: 2, failed: 0 })
    expect((await unefois('replay', 'show', replayed.id)).out).toContain('it is back')
    expect((await unefois('replay', 'list')).out).toContain(replayed.id)
    expect((await unefois('replay', 'cancel', replayed.id)).code).toBe(exitCodes.conflict)
    await until('all accepted', async () => (await parkedIds()).length === 0)
  })

  it('shows and adds to a calendar', async () => {
    expect((await unefois('calendar', 'show', 'dge')).out).toBe('Never closed\n')
    for (const [from, to] of [
      ['2030-09-01', '2030-10-03'],
      ['2034-09-01', '2034-10-05'],
    ] as const)
      await unefois('calendar', 'close', 'dge', '--from', from, '--to', to, '--reason', 'general election')
    const { closed } = await document<{ closed: object[] }>('calendar', 'show', 'dge')
    expect(closed).toHaveLength(2)
    const backwards = await unefois(
      'calendar',
      'close',
      'dge',
      '--from',
      '2031-01-02',
      '--to',
      '2031-01-01',
      '--reason',
      'x',
    )
    expect(backwards.code).toBe(exitCodes.badInput)
    expect(backwards.err).toContain('/closed/2/to')
  })

  it('lists dead letters', async () => {
    expect((await unefois('dead-letters')).out).toBe('No dead letter\n')
    expect((await unefois('dead-letters', 'put-back', 'nothing', '--reason', 'x')).code).toBe(
      exitCodes.notFound,
    )
    expect((await unefois('dead-letters', 'set-aside', 'nothing', '--reason', 'x')).code).toBe(
      exitCodes.notFound,
    )
  })

  it('lists cases', async () => {
    expect((await unefois('cases')).out).toBe('No case\n')
    expect((await unefois('cases', 'resolve', 'nothing', '--reason', 'x')).code).toBe(exitCodes.notFound)
  })
})

describe('unefois, asking for an agency', () => {
  const asRamq = (...words: readonly string[]) => unefois(...words, '--token', 'demo-agency-ramq')

  it('registers an endpoint, tries it, rotates its keys, pauses, resumes and removes it', async () => {
    const receiver = await answeringServer(() => ({ status: 200, body: { outcome: 'accepted' } }))
    onTestFinished(() => receiver.close())
    const url = `${receiver.url}/une-fois`
    const added = await asRamq('endpoints', 'add', url, '--timeout', '2000', '--header', 'X-Key: 7', '--json')
    const { id, secret } = JSON.parse(added.out) as { readonly id: string; readonly secret: string }
    expect(secret).toMatch(/^whsec_/)
    expect((await asRamq('endpoints')).out).toMatch(new RegExp(`${id} +active .* ${url}`))
    expect((await asRamq('endpoints', 'test', id)).out).toMatch(/^Received: 200 in \d+ ms\n/)
    expect((await asRamq('keys', 'rotate', id, '--overlap', '1')).out).toMatch(/SECRET +whsec_/)
    expect((await asRamq('endpoints', 'pause', id)).out).toBe(`Endpoint ${id}: paused\n`)
    expect((await asRamq('endpoints', 'resume', id)).out).toBe(`Endpoint ${id}: active\n`)
    expect((await unefois('endpoints', 'pause', id, '--token', 'demo-agency-saaq')).code).toBe(
      exitCodes.notFound,
    )
    expect((await asRamq('endpoints', 'remove', id)).code).toBe(exitCodes.done)
    expect((await asRamq('endpoints')).out).toBe('No endpoint\n')
  })

  it('subscribes a partner, within its agreement', async () => {
    const asHydro = (...words: readonly string[]) => unefois(...words, '--token', 'demo-agency-hydro-quebec')
    const wish = ['subscriptions', 'add', '--purpose', 'billing address', '--municipalities', 'Québec,Lévis']
    const added = await asHydro(...wish, '--kinds', 'address-change', '--json')
    expect(added.err).toBe('')
    const { id } = JSON.parse(added.out) as { readonly id: string }
    expect((await asHydro('subscriptions')).out).toMatch(
      new RegExp(`${id} +active +address-change +Québec, Lévis .*billing address`),
    )
    expect((await unefois('partners')).out).toMatch(
      new RegExp(`^hydro-quebec +partner +address-change +active +${id}$`, 'm'),
    )
    expect((await asHydro('subscriptions', 'pause', id)).out).toBe(`Subscription ${id}: paused\n`)
    expect((await asHydro('subscriptions', 'resume', id)).out).toBe(`Subscription ${id}: active\n`)
    expect((await asHydro(...wish, '--kinds', 'death')).code).toBe(exitCodes.badInput)
    expect((await asHydro('subscriptions', 'remove', id)).code).toBe(exitCodes.done)
    expect((await asHydro('subscriptions')).out).toBe('No subscription\n')
  })

  it('says what is wrong with an endpoint', async () => {
    const refused = await asRamq('endpoints', 'add', 'http://10.0.0.1/')
    expect(refused.code).toBe(exitCodes.badInput)
    expect(refused.err).toContain('/url')
    const operator = await unefois('endpoints')
    expect(operator.code).toBe(exitCodes.refused)
    expect(operator.err).toContain('agency for its own endpoints')
  })
})

describe('the program', () => {
  const program = (...words: readonly string[]) =>
    spawn(process.execPath, [join(import.meta.dirname, '..', 'bin', 'unefois.mjs'), ...words], {
      env: { ...process.env, UNEFOIS_URL: uneFois.url, LANG: 'en_CA.UTF-8' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })

  it('hands on the exit code', async () => {
    const child = program('delivery', 'show', 'nothing')
    expect(await once(child, 'exit')).toEqual([exitCodes.notFound, null])
  })

  it('tails what happens, from what was, until Ctrl-C', async () => {
    const child = program('tail', '--after', '0', '--code', 'delivery.replayed', '--json')
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    await until(
      'three replayed deliveries',
      async () => Buffer.concat(chunks).toString().split('\n').length > parked,
    )
    // As a terminal does: to the whole group, of which the child is the first.
    process.kill(-(child.pid ?? 0), 'SIGINT')
    expect(await once(child, 'exit')).toEqual([exitCodes.done, null])
    const [line = ''] = Buffer.concat(chunks).toString().split('\n')
    expect(JSON.parse(line)).toMatchObject({
      code: 'delivery.replayed',
      agency: 'saaq',
      actor: 'demo-operator',
    })
  })
})

import { randomUUID } from 'node:crypto'
import { ReplayAnswer, ReplayList, ReplayPreview } from '@unefois/schemas/answers/replay-answer.ts'
import { afterEach, expect, test } from 'vitest'
import type { z } from 'zod'
import { inventedMove, toldOfInventedMove } from '../../running/invented-move.ts'
import { until } from '../../running/until.ts'
import { lineOf } from '../accounts.ts'
import { nextPerson, type Where } from './where.ts'

type Replay = z.output<typeof ReplayAnswer>

const reason = 'the agency is up again'

/** Many deliveries sent again by one decision. */
export const replays = (where: Where): void => {
  afterEach(async () => {
    const { simulators } = where()
    for (const agency of toldOfInventedMove) await simulators.behave(agency, { mode: 'accept' })
  })

  const ask = (body: unknown) => where().operator.post('/v1/operations/replays', body)
  const decide = (id: string, verb: string) => where().operator.post(`/v1/operations/replays/${id}/${verb}`)
  const read = async (id: string): Promise<Replay> =>
    ReplayAnswer.parse((await where().operator.get(`/v1/operations/replays/${id}`)).body)
  const ended = (id: string) =>
    until('the replay is done', async () => {
      const replay = await read(id)
      return replay.state === 'completed' && replay
    })

  /** So many persons' moves, parked at the agency as it is down; ids of their deliveries there. */
  /** What other tests left behind would be counted with ours. */
  const clear = async (agency: string): Promise<void> => {
    const { operator } = where()
    const { body } = await operator.get(`/v1/operations/deliveries?state=parked&agency=${agency}`)
    for (const { id } of (body as { items: { id: string }[] }).items)
      await operator.post(`/v1/operations/deliveries/${id}/set-aside`, { reason })
  }

  const park = async (agency: string, count: number): Promise<readonly string[]> => {
    const { file, simulators, untilDelivery } = where()
    await simulators.behave(agency, { mode: 'down' })
    const filed = await Promise.all(Array.from({ length: count }, () => file(inventedMove(nextPerson()))))
    const lines = await Promise.all(filed.map(({ id }) => untilDelivery(id, agency, 'parked')))
    return lines.map(({ delivery }) => delivery.id)
  }

  test('is previewed with counts and a sample, then sends each once, and shows how far it has come', async () => {
    const { operator, simulators } = where()
    const ids = await park('dge', 12)
    const filter = { agency: 'dge', reason: 'connection-refused' }
    const dry = await ask({ filter, dryRun: true })
    expect(dry.status).toBe(200)
    const preview = ReplayPreview.parse(dry.body)
    expect(preview).toMatchObject({
      total: 12,
      byAgency: { dge: 12 },
      byReason: { 'connection-refused': 12 },
    })
    expect(preview.sample.map(({ id }) => id).sort()).toEqual([...ids].sort())
    expect(await simulators.arrivals('dge', ids[0] ?? '')).toEqual([])

    await simulators.behave('dge', { mode: 'accept' })
    const asked = await ask({ filter, reason })
    expect(asked.status).toBe(202)
    const { id } = ReplayAnswer.parse(asked.body)
    expect(await ended(id)).toMatchObject({
      total: 12,
      done: 12,
      failed: 0,
      reason,
      requestedBy: 'demo-operator',
      filter: { ...filter, state: 'parked' },
    })
    for (const delivery of ids)
      await expect
        .poll(() => simulators.arrivals('dge', delivery))
        .toMatchObject([{ attempt: 1, duplicate: false }])
    const listed = ReplayList.parse((await operator.get('/v1/operations/replays?state=completed')).body)
    expect(listed.items[0]?.id).toBe(id)
    expect(await ended(ReplayAnswer.parse((await ask({ filter, reason })).body).id)).toMatchObject({
      total: 0,
    })
    for (const verb of ['approve', 'pause', 'resume', 'cancel'])
      expect((await decide(id, verb)).body).toMatchObject({ status: 409, code: 'replay-not-now' })
  })

  test('is paused, goes on, and when it is cancelled leaves the rest as it was', async () => {
    const { operator, simulators } = where()
    await clear('rrq')
    const ids = await park('rrq', 8)
    await simulators.behave('rrq', { mode: 'accept' })
    const slowly = { filter: { agency: 'rrq' }, reason, ratePerSecond: 2 }
    const { id } = ReplayAnswer.parse((await ask(slowly)).body)
    await until('the first is sent', async () => (await read(id)).done > 0)
    expect((await decide(id, 'pause')).body).toMatchObject({ state: 'paused' })
    const arrived = async (): Promise<number> => {
      const arrivals = await Promise.all(ids.map((one) => simulators.arrivals('rrq', one)))
      return arrivals.flat().length
    }
    await until('what was in hand has arrived', async () => (await arrived()) >= (await read(id)).done)
    expect((await decide(id, 'resume')).body).toMatchObject({ state: 'running' })
    const before = (await read(id)).done
    await until('another one is sent', async () => (await read(id)).done > before)
    expect((await decide(id, 'cancel')).body).toMatchObject({ state: 'cancelled' })
    const { body } = await operator.get('/v1/operations/deliveries?state=parked&agency=rrq')
    const left = (body as { items: unknown[] }).items.length
    expect(left).toBeGreaterThan(0)
    await until('the others have arrived once', async () => (await arrived()) === ids.length - left)
    const rest = ReplayAnswer.parse((await ask({ filter: { agency: 'rrq' }, reason })).body)
    expect(rest.total).toBe(left)
    await ended(rest.id)
    await until('all have arrived once', async () => (await arrived()) === ids.length)
  })

  test('a cancelling reaches what waits for its turn at a slow agency', async () => {
    const { simulators } = where()
    const ids = await park('dge', 40)
    const arrived = async (): Promise<number> =>
      (await Promise.all(ids.map((one) => simulators.arrivals('dge', one)))).flat().length
    await simulators.behave('dge', { mode: 'slow', ms: 4_000 })
    const { id } = ReplayAnswer.parse((await ask({ filter: { agency: 'dge' }, reason })).body)
    await until('the first have arrived', async () => (await arrived()) > 0)
    expect((await decide(id, 'cancel')).body).toMatchObject({ state: 'cancelled' })
    await simulators.behave('dge', { mode: 'accept' })
    // What is on the wire is answered; sixteen requests at once are the agency's limit.
    const left = async (): Promise<number> =>
      ReplayPreview.parse((await ask({ filter: { agency: 'dge' }, dryRun: true })).body).total
    await until('what was on the wire is answered', async () => (await arrived()) === 40 - (await left()))
    expect(await left()).toBeGreaterThan(0)
    await ended(ReplayAnswer.parse((await ask({ filter: { agency: 'dge' }, reason })).body).id)
    await until('all have arrived once', async () => (await arrived()) === 40)
  })

  test('what is accepted is sent again only when forced, and has no second effect', async () => {
    const { file, simulators, untilDeclaration, untilDelivery } = where()
    const { id, reference } = await file(inventedMove(nextPerson()))
    const { delivery } = lineOf(await untilDeclaration(id, 'completed'), 'saaq')
    const filter = { agency: 'saaq', state: 'accepted', reference }
    const refused = await ask({ filter, reason })
    expect([refused.status, refused.body]).toMatchObject([
      422,
      { errors: [{ pointer: '/filter/state', code: 'replay-needs-force' }] },
    ])
    const forced = ReplayAnswer.parse((await ask({ filter, reason, force: true })).body)
    expect(await ended(forced.id)).toMatchObject({ total: 1, done: 1 })
    await expect
      .poll(() => simulators.arrivals('saaq', delivery.id))
      .toMatchObject([{ duplicate: false }, { duplicate: true }])
    expect((await untilDelivery(id, 'saaq', 'accepted')).delivery.outcome).toEqual(delivery.outcome)
  })

  test('asks for a reason and for a filter that it knows; only operators may', async () => {
    const { as } = where()
    const flawOf = async (body: unknown) => {
      const answer = await ask(body)
      return [answer.status, (answer.body as { errors: { pointer: string }[] }).errors[0]?.pointer]
    }
    expect(await flawOf({ filter: {} })).toEqual([422, '/reason'])
    expect(await flawOf({ reason })).toEqual([422, '/filter'])
    expect(await flawOf({ reason, filter: { agent: 'saaq' } })).toEqual([422, '/filter/agent'])
    expect(await flawOf({ reason, filter: { state: 'held' } })).toEqual([422, '/filter/state'])
    expect(await flawOf({ reason, filter: { reference: 'UF-?' } })).toEqual([422, '/filter/reference'])
    expect(await flawOf({ reason, filter: { person: 'x' } })).toEqual([422, '/filter/agency'])
    expect(await flawOf({ reason, filter: { agency: 'saaq', person: 'x' } })).toEqual([422, '/filter/person'])
    expect(await flawOf({ reason, filter: {}, ratePerSecond: 0 })).toEqual([422, '/ratePerSecond'])
    expect((await ask({ filter: {}, dryRun: true })).status).toBe(200)
    expect((await as('demo-clerk').post('/v1/operations/replays', { filter: {}, reason })).status).toBe(403)
    expect((await as('nobody').get('/v1/operations/replays')).status).toBe(401)
    const empty = `/v1/operations/replays/${randomUUID()}/pause`
    const announced = await where().operator.post(empty, undefined, { 'content-type': 'application/json' })
    expect(announced.status).toBe(404)
    for (const unknown of [randomUUID(), 'not-an-id']) {
      expect((await where().operator.get(`/v1/operations/replays/${unknown}`)).status).toBe(404)
      expect((await decide(unknown, 'cancel')).status).toBe(404)
    }
  })
}

import { setTimeout as pause } from 'node:timers/promises'
import { Activity } from '@unefois/schemas/answers/activity.ts'
import { AgencyOverview, AgencyOverviewList } from '@unefois/schemas/answers/agency-overview.ts'
import { DeliveryList } from '@unefois/schemas/answers/delivery-list.ts'
import { afterEach, expect, test } from 'vitest'
import type { z } from 'zod'
import { inventedMove, toldOfInventedMove } from '../../running/invented-move.ts'
import { until } from '../../running/until.ts'
import { lineOf } from '../accounts.ts'
import { nextPerson, type Where } from './where.ts'

type Overview = z.output<typeof AgencyOverview>

/** How agencies are doing, and an operator's pause of one of them. */
export const overseeing = (where: Where): void => {
  afterEach(async () => {
    const { simulators } = where()
    for (const agency of toldOfInventedMove) await simulators.behave(agency, { mode: 'accept' })
    await decide('rrq', 'resume')
  })

  const decide = (agency: string, decision: 'pause' | 'resume', body: unknown = { reason: 'test' }) =>
    where().operator.post(`/v1/operations/agencies/${agency}/${decision}`, body)

  const overviewOf = async (agency: string): Promise<Overview> => {
    const { items } = AgencyOverviewList.parse((await where().operator.get('/v1/operations/agencies')).body)
    const found = items.find((one) => one.agency === agency)
    if (found === undefined) throw new Error(`${agency} is not in the overview`)
    return found
  }

  const untilOverview = (agency: string, says: string, is: (overview: Overview) => boolean) =>
    until(`${agency} ${says}`, async () => {
      const overview = await overviewOf(agency)
      return is(overview) && overview
    })

  test('a paused agency is sent nothing, the others go on, and a resume sends what waited, once', async () => {
    const { file, follow, simulators, untilDelivery, untilDeclaration } = where()
    const paused = AgencyOverview.parse((await decide('rrq', 'pause', { reason: 'Migration' })).body)
    expect(paused).toMatchObject({ state: 'paused', pause: { reason: 'Migration', by: 'demo-operator' } })
    // Longer than any program may remember what it has read.
    await pause(2_000)
    const { id } = await file(inventedMove(nextPerson()))
    for (const agency of toldOfInventedMove.filter((one) => one !== 'rrq'))
      await untilDelivery(id, agency, 'accepted')
    await untilDelivery(id, 'rrq', 'due')
    const { delivery } = lineOf(await follow(id), 'rrq')
    const waiting = await untilOverview('rrq', 'ages', ({ oldestSeconds }) => (oldestSeconds ?? 0) >= 1)
    expect(waiting).toMatchObject({ state: 'paused', parked: 0 })
    expect(waiting.backlog).toBeGreaterThan(0)
    expect(await simulators.arrivals('rrq', delivery.id)).toEqual([])
    expect((await decide('rrq', 'resume')).body).toMatchObject({ state: 'running', pause: null })
    await untilDeclaration(id, 'completed')
    expect(await simulators.arrivals('rrq', delivery.id)).toMatchObject([{ attempt: 1 }])
  })

  test('what is withdrawn while its agency is paused never arrives there', async () => {
    const { file, change, simulators, untilDelivery } = where()
    await decide('rrq', 'pause')
    await pause(2_000)
    const { id } = await file(inventedMove(nextPerson()))
    const { delivery } = await untilDelivery(id, 'rrq', 'due')
    expect((await change('demo-citizen', `${id}/withdrawal`, { reason: 'erreur' })).status).toBe(202)
    await untilDelivery(id, 'rrq', 'withdrawn')
    await decide('rrq', 'resume')
    const next = await file(inventedMove(nextPerson()))
    await untilDelivery(next.id, 'rrq', 'accepted')
    expect(await simulators.arrivals('rrq', delivery.id)).toEqual([])
  })

  test('failed attempts show by their reason, and the last success and failure', async () => {
    const { file, simulators, untilDelivery } = where()
    const before = await overviewOf('rrq')
    const started = new Date().toISOString()
    await simulators.behave('rrq', { mode: 'status', code: 503 })
    const { id } = await file(inventedMove(nextPerson()))
    await untilDelivery(id, 'rrq', 'parked')
    const count = ({ failures }: Overview) => failures['failed'] ?? 0
    const failed = await untilOverview(
      'rrq',
      'counts four failures more, and perhaps some of before that were not yet counted',
      (overview) => count(overview) >= count(before) + 4,
    )
    expect((failed.lastFailureAt ?? '') >= started).toBe(true)
    const healthy = await overviewOf('saaq')
    expect(healthy).toMatchObject({ standing: 'agency', state: 'running', breaker: 'closed', pause: null })
    expect((healthy.lastSuccessAt ?? '') >= started).toBe(true)
    expect(healthy.ratePerSecond).toBeGreaterThan(0)
  })

  test('what happens can be followed as it happens, from now on or from where one was', async () => {
    const { operator, as, file, untilDeclaration } = where()
    const follow = async (query: string) =>
      Activity.parse((await operator.get(`/v1/operations/activity?limit=500${query}`)).body)
    const { items, next: start } = await follow('')
    expect(items).toEqual([])
    const waiting = follow(`&after=${start}&wait=20`)
    const { id } = await file(inventedMove(nextPerson()))
    expect((await waiting).items.length).toBeGreaterThan(0)
    await untilDeclaration(id, 'completed')
    const since = (await follow(`&after=${start}`)).items
    expect(since.filter(({ declaration }) => declaration === id).map(({ code }) => code)).toContain(
      'declaration.accepted',
    )
    const attempted = since.filter(({ code }) => code === 'delivery.attempted').map(({ agency }) => agency)
    for (const agency of toldOfInventedMove) expect(attempted).toContain(agency)
    expect((await as('demo-citizen').get('/v1/operations/activity')).status).toBe(403)
    for (const query of ['after=x', 'wait=26', 'limit=501'])
      expect((await operator.get(`/v1/operations/activity?${query}`)).status).toBe(422)
  })

  test('a delivery is found by what whoever asks happens to know of it', async () => {
    const { operator, file, untilDeclaration, simulators } = where()
    const { id, reference } = await file(inventedMove(nextPerson()))
    const { delivery } = lineOf(await untilDeclaration(id, 'completed'), 'rrq')
    const [arrival] = await simulators.arrivals('rrq', delivery.id)
    const found = async (query: string): Promise<readonly string[]> => {
      const { items } = DeliveryList.parse((await operator.get(`/v1/operations/deliveries?${query}`)).body)
      return items.filter((item) => item.agency === 'rrq').map((item) => item.id)
    }
    const subject = encodeURIComponent(arrival?.subject ?? '')
    const hourAgo = new Date(Date.now() - 3_600_000).toISOString()
    for (const query of [
      `declaration=${id}`,
      `reference=${reference}`,
      `reference=${reference.toLowerCase()}`,
      `agency=rrq&person=${subject}`,
      `declaration=${id}&kind=address-change&state=accepted&since=${hourAgo}`,
    ])
      expect([query, await found(query)]).toEqual([query, [delivery.id]])
    for (const query of [
      `declaration=${id}&kind=death`,
      `declaration=${id}&overdue=true`,
      `declaration=${id}&until=${hourAgo}`,
      `agency=saaq&person=${subject}`,
      'agency=rrq&person=nobody',
      'reference=UF-0000-0000',
    ])
      expect([query, await found(query)]).toEqual([query, []])
    const { status, body } = await operator.get(`/v1/operations/deliveries?person=${subject}`)
    expect([status, body]).toMatchObject([422, { errors: [{ pointer: '/agency' }] }])
  })

  test('the figures of each agency are collected, under labels of closed sets', async () => {
    const { place, operator } = where()
    await operator.post('/v1/operations/agencies/rrq/pause', { reason: 'test' })
    const texts = await Promise.all(place.services.map(async (url) => (await fetch(`${url}/metrics`)).text()))
    const lines = texts.join('\n').split('\n')
    const figure = (name: string, ...labels: readonly string[]) =>
      lines.find((line) => line.startsWith(`${name}{`) && labels.every((label) => line.includes(label)))
    expect(figure('unefois_agency_paused', 'agency="rrq"')).toMatch(/ 1$/)
    expect(figure('unefois_agency_paused', 'agency="saaq"')).toMatch(/ 0$/)
    expect(figure('unefois_agency_breaker', 'agency="saaq"', 'state="closed"')).toMatch(/ 1$/)
    for (const name of [
      'unefois_deliveries_overdue',
      'unefois_backlog_oldest_seconds',
      'unefois_dead_letters_listed',
    ])
      expect(figure(name, 'agency="saaq"')).toMatch(/ \d/)
    expect(figure('unefois_deliveries_waiting', 'agency="saaq"', 'state="parked"')).toMatch(/ \d/)
    expect(figure('unefois_attempts_total', 'agency="saaq"', 'outcome="received"')).toMatch(/ [1-9]/)
  })

  test('only operators see and decide, with a reason, of agencies that exist', async () => {
    const { as } = where()
    expect((await as('demo-agency-rrq').get('/v1/operations/agencies')).status).toBe(403)
    expect((await as('demo-clerk').post('/v1/operations/agencies/rrq/pause', { reason: 'x' })).status).toBe(
      403,
    )
    expect((await as('nobody').get('/v1/operations/agencies')).status).toBe(401)
    expect((await decide('nowhere', 'pause')).status).toBe(404)
    const { status, body } = await decide('rrq', 'pause', {})
    expect([status, body]).toMatchObject([422, { errors: [{ pointer: '/reason' }] }])
    expect(await overviewOf('rrq')).toMatchObject({ state: 'running' })
  })
}

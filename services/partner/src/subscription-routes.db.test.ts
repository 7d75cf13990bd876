import { agencyId } from '@unefois/domain/ids.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { type Answer, apiClient } from '@unefois/tests/running/api-client.ts'
import { beforeEach, expect, test } from 'vitest'
import { usePartnerService } from './place-for-tests.ts'

const postgres = usePostgres()
const place = usePartnerService(postgres)
const as = (token: string) => apiClient(place().url, token)
const hydro = () => as('demo-agency-hydro-quebec')
const path = '/v1/partner/subscriptions'
const body = { kinds: ['address-change'], purpose: 'Transférer le service.' }

beforeEach(() => postgres.pool.query('delete from subscriptions'))

const flawsOf = ({ status, body: given }: Answer): readonly unknown[] => {
  expect(status).toBe(422)
  return (given as { errors: { pointer: string; code: string }[] }).errors.map((one) => [
    one.pointer,
    one.code,
  ])
}
const made = async (more: object = {}): Promise<{ readonly id: string }> => {
  const answer = await hydro().post(path, { ...body, ...more })
  expect([answer.status, answer.body]).toEqual([201, expect.anything()])
  return answer.body as { readonly id: string }
}

test('a partner makes, changes, pauses and ends its subscriptions, each audited', async () => {
  expect((await hydro().get(path)).body).toEqual({ items: [], next: null })
  const { id } = await made({ filter: { municipalities: ['Lévis'] } })
  expect((await hydro().get(path)).body).toMatchObject({
    items: [
      {
        id,
        ...body,
        attributes: null,
        filter: { municipalities: ['Lévis'], provinces: null },
        state: 'active',
      },
    ],
  })
  const patch = async (change: object) => (await hydro().patch(`${path}/${id}`, change)).body
  expect(await patch({ state: 'paused' })).toMatchObject({
    state: 'paused',
    filter: { municipalities: ['Lévis'] },
  })
  expect(await patch({ filter: { provinces: ['QC'] } })).toMatchObject({
    state: 'paused',
    filter: { municipalities: null, provinces: ['QC'] },
  })
  expect(await patch({ filter: null, state: 'active' })).toMatchObject({
    state: 'active',
    filter: { municipalities: null, provinces: null },
  })
  expect((await hydro().delete(`${path}/${id}`)).status).toBe(204)
  expect((await hydro().delete(`${path}/${id}`)).status).toBe(404)
  const { rows } = await postgres.pool.query<{ code: string }>(
    `select code from audit_log where facts->>'subscription' = $1 order by position`,
    [id],
  )
  expect(rows.map(({ code }) => code)).toEqual([
    'subscription.made',
    ...Array.from({ length: 3 }, () => 'subscription.changed'),
    'subscription.removed',
  ])
})

test('what the agreement does not allow, or cannot go without, is refused where it stands', async () => {
  const all = ['name', 'oldAddress', 'newAddress', 'effectiveOn', 'consent']
  const refused = async (more: object) => flawsOf(await hydro().post(path, { ...body, ...more }))
  expect(await refused({ kinds: ['address-change', 'birth'] })).toEqual([['/kinds/1', 'kind-not-heard']])
  expect(await refused({ attributes: [...all, 'nas'] })).toEqual([
    ['/attributes/5', 'attribute-outside-agreement'],
  ])
  expect(await refused({ attributes: all.slice(1) })).toEqual([['/attributes', 'attributes-required']])
  expect(await refused({ attributes: ['shoe-size'] })).toEqual([['/attributes/0', 'not-a-choice']])
  expect(await refused({ kinds: [] })).toEqual([['/kinds', 'too-few']])
  expect(await refused({ purpose: ' ' })).toEqual([['/purpose', 'empty']])
  expect(await refused({ filter: { provinces: ['Quebec'] } })).toEqual([
    ['/filter/provinces/0', 'province-format'],
  ])
  expect(await refused({ more: 1 })).toEqual([['/more', 'unknown-field']])
  const { id } = await made({ attributes: all })
  expect(flawsOf(await hydro().patch(`${path}/${id}`, { attributes: ['name'] }))).toEqual([
    ['/attributes', 'attributes-required'],
  ])
})

test('agencies have none to choose, and another’s does not exist', async () => {
  const { id } = await made()
  expect((await as('demo-agency-saaq').get(path)).status).toBe(403)
  expect((await as('demo-agency-saaq').post(path, body)).status).toBe(403)
  expect((await as('demo-citizen').get(path)).status).toBe(403)
  expect((await as('nobody').get(path)).status).toBe(401)
  const other = as('demo-agency-cra')
  expect((await other.get(path)).body).toEqual({ items: [], next: null })
  expect((await other.patch(`${path}/${id}`, { state: 'paused' })).status).toBe(404)
  expect((await other.delete(`${path}/${id}`)).status).toBe(404)
  expect((await hydro().patch(`${path}/not-an-id`, {})).status).toBe(404)
})

test('whoever has never made one is missing; whoever has ended the last one is there, with none', async () => {
  const { subscriptions } = place().foundations
  const agency = agencyId('hydro-quebec')
  expect((await subscriptions.current()).has(agency)).toBe(false)
  const { id } = await made()
  expect((await subscriptions.current()).get(agency)).toMatchObject([{ id, kinds: ['address-change'] }])
  await hydro().delete(`${path}/${id}`)
  expect((await subscriptions.current()).get(agency)).toEqual([])
})

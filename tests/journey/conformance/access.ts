import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { inventedMove } from '../../running/invented-move.ts'
import { declarationOf } from '../accounts.ts'
import { nextPerson, type Where } from './where.ts'

/** Who may ask for what. */
export const access = (where: Where): void => {
  test('without a valid token, 401', async () => {
    const { as, place } = where()
    const move = inventedMove(nextPerson())
    const without = await fetch(`${place.url}/v1/declarations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify(move),
    })
    expect(without.status).toBe(401)
    expect(without.headers.get('www-authenticate')).toMatch(/^Bearer/)
    await without.body?.cancel()
    const nobody = as('demo-nobody')
    const answers = [
      await nobody.file(move),
      await nobody.get(`/v1/declarations/${randomUUID()}`),
      await nobody.get('/v1/operations/deliveries'),
      await nobody.post(`/v1/deliveries/${randomUUID()}/acknowledgement`, { outcome: 'accepted' }),
    ]
    for (const { status, body } of answers)
      expect([status, body]).toMatchObject([401, { code: 'unauthenticated' }])
  })

  test('with the wrong role, 403', async () => {
    const { as } = where()
    const move = inventedMove(nextPerson())
    const id = randomUUID()
    const answers = [
      await as('demo-operator').file(move),
      await as('demo-auditor').post('/v1/declarations/preview', move),
      await as('demo-agency-saaq').get(`/v1/declarations/${id}`),
      await as('demo-citizen').get('/v1/operations/deliveries'),
      await as('demo-clerk').post(`/v1/operations/deliveries/${id}/replay`, { reason: 'because' }),
      await as('demo-operator').post(`/v1/deliveries/${id}/acknowledgement`, { outcome: 'accepted' }),
    ]
    for (const { status, body } of answers) expect([status, body]).toMatchObject([403, { code: 'forbidden' }])
  })

  test('another’s declaration does not exist, but for operators', async () => {
    const { as, file } = where()
    const filed = await file(inventedMove(nextPerson()))
    const path = `/v1/declarations/${filed.id}`
    expect(declarationOf(await as('demo-citizen').get(path)).id).toBe(filed.id)
    expect(declarationOf(await as('demo-operator').get(path)).id).toBe(filed.id)
    for (const token of ['demo-citizen-2', 'demo-clerk', 'demo-agent'])
      for (const way of [path, `/v1/declarations?reference=${filed.reference}`]) {
        const { status, body } = await as(token).get(way)
        expect([status, body]).toMatchObject([404, { code: 'not-found' }])
      }
  })

  test('what an office filed, its own agent follows, and another office does not', async () => {
    const { as } = where()
    const filed = declarationOf(
      await as('demo-agent').file({ ...inventedMove(nextPerson()), channel: 'counter' }),
    )
    const path = `/v1/declarations/${filed.id}`
    expect((await as('demo-agent').get(path)).status).toBe(200)
    expect((await as('demo-clerk').get(path)).status).toBe(404)
    expect((await as('demo-citizen').get(path)).status).toBe(404)
  })

  test('the reference leads to the declaration, however it is typed', async () => {
    const { citizen, file } = where()
    const { id, reference } = await file(inventedMove(nextPerson()))
    for (const typed of [reference, reference.toLowerCase()]) {
      const found = await citizen.get(`/v1/declarations?reference=${typed}`)
      expect(declarationOf(found).id).toBe(id)
    }
    for (const wrong of ['UF-0000-0000', 'nothing', `${reference}X`, ''])
      expect((await citizen.get(`/v1/declarations?reference=${wrong}`)).status).toBe(404)
    expect((await citizen.get(`/v1/declarations/${randomUUID()}`)).status).toBe(404)
    expect((await citizen.get('/v1/declarations/not-an-id')).status).toBe(404)
  })
}

import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { inventedMove } from '../../running/invented-move.ts'
import { declarationOf, lineOf } from '../accounts.ts'
import { nextPerson, type Where } from './where.ts'

/** The bytes of an answer to a filing. */
const fileRaw = async (
  where: Where,
  body: unknown,
  headers: Record<string, string>,
  token = 'demo-citizen',
) => {
  const answer = await fetch(`${where().place.url}/v1/declarations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  return { status: answer.status, location: answer.headers.get('location'), text }
}

/** Filing twice counts once. */
export const idempotency = (where: Where): void => {
  test('the same key and body get the same answer, byte for byte, also once all is delivered', async () => {
    const { untilDeclaration, simulators } = where()
    const move = inventedMove(nextPerson())
    const key = randomUUID()
    const first = await fileRaw(where, move, { 'idempotency-key': key })
    expect(first.status).toBe(202)
    expect(await fileRaw(where, move, { 'idempotency-key': key })).toEqual(first)
    const { id } = JSON.parse(first.text) as { id: string }
    const done = await untilDeclaration(id, 'completed')
    const reordered = Object.fromEntries(Object.entries(move).reverse())
    expect(await fileRaw(where, reordered, { 'idempotency-key': key })).toEqual(first)
    expect(await simulators.arrivals('saaq', lineOf(done, 'saaq').delivery.id)).toHaveLength(1)
  })

  test('a quoted key is the bare one', async () => {
    const move = inventedMove(nextPerson())
    const key = randomUUID()
    const bare = await fileRaw(where, move, { 'idempotency-key': key })
    expect(await fileRaw(where, move, { 'idempotency-key': `"${key}"` })).toEqual(bare)
  })

  test('another body under a used key is refused, and a refusal is not kept', async () => {
    const { citizen } = where()
    const move = inventedMove(nextPerson())
    const key = randomUUID()
    expect((await citizen.file({ ...move, kind: 'nothing' }, key)).status).toBe(422)
    expect((await citizen.file(move, key)).status).toBe(202)
    const other = await citizen.file(
      { ...move, newAddress: { text: '2, 1re Avenue, Québec QC G1L 3K4' } },
      key,
    )
    expect(other.status).toBe(422)
    expect(other.body).toMatchObject({ code: 'idempotency-key-reused' })
  })

  test('a key counts per account', async () => {
    const { as } = where()
    const key = randomUUID()
    const mine = declarationOf(await as('demo-citizen').file(inventedMove(nextPerson()), key))
    const theirs = declarationOf(await as('demo-citizen-2').file(inventedMove(nextPerson()), key))
    expect(theirs.id).not.toBe(mine.id)
  })

  test('without a key, or with one that is too long, nothing is filed', async () => {
    const move = inventedMove(nextPerson())
    const none = await fileRaw(where, move, {})
    expect([none.status, JSON.parse(none.text)]).toMatchObject([400, { code: 'idempotency-key-missing' }])
    const long = await fileRaw(where, move, { 'idempotency-key': 'k'.repeat(256) })
    expect([long.status, JSON.parse(long.text)]).toMatchObject([400, { code: 'idempotency-key-invalid' }])
    expect((await fileRaw(where, move, { 'idempotency-key': 'k'.repeat(255) })).status).toBe(202)
  })

  test('the same key from many at once files one declaration', async () => {
    const { untilDeclaration, simulators } = where()
    const move = inventedMove(nextPerson())
    const key = randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => fileRaw(where, move, { 'idempotency-key': key })),
    )
    const accepted = answers.filter(({ status }) => status === 202)
    const others = answers.filter(({ status }) => status !== 202)
    expect(accepted.length).toBeGreaterThan(0)
    expect(new Set(accepted.map(({ text }) => text)).size).toBe(1)
    for (const { status, text } of others)
      expect([status, JSON.parse(text)]).toMatchObject([409, { code: 'idempotency-key-running' }])
    const { id } = JSON.parse(accepted[0]?.text ?? '{}') as { id: string }
    const done = await untilDeclaration(id, 'completed')
    const line = lineOf(done, 'saaq')
    const [arrival] = await simulators.arrivals('saaq', line.delivery.id)
    const ofPerson = (await simulators.received('saaq')).filter(({ subject }) => subject === arrival?.subject)
    expect(ofPerson).toHaveLength(1)
  })
}

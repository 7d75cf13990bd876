import { randomUUID } from 'node:crypto'
import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { data, noticeOf, simulatorsOfTest } from './test-simulators.ts'

const { start, restart, stop, behave, send, received, stats, url, folder, basePort } = simulatorsOfTest()
const ledgerLines = async () =>
  (await readFile(join(folder(), 'received.jsonl'), 'utf8')).split('\n').slice(0, -1)

describe('the ledger', () => {
  test('shows what was received, in order of arrival', async () => {
    await start()
    const [one, two] = [randomUUID(), randomUUID()]
    await send({ id: one, sequence: 1 })
    await send({ id: two, sequence: 2, data: { ...data, name: { surname: '","answer":', given: '\t"\\' } } })
    await send({ id: one, sequence: 1 })
    const items = await received()
    expect(items[0]).toEqual({
      deliveryId: one,
      attempt: 1,
      receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      subject: 'person-1',
      sequence: '000001',
      type: 'unefois.address-change.v1',
      data,
      duplicate: false,
    })
    expect(items.map(({ deliveryId }) => deliveryId)).toEqual([one, two, one])
    expect(items[1]).toMatchObject({ data: { name: { surname: '","answer":', given: '\t"\\' } } })
    expect(items[2]).toMatchObject({ attempt: 2, duplicate: true })
  })

  test('is on the disk before the answer', async () => {
    await start()
    const ids = Array.from({ length: 50 }, () => randomUUID())
    await Promise.all(
      ids.map(async (id) => {
        await send({ id })
        expect(await readFile(join(folder(), 'received.jsonl'), 'utf8')).toContain(id)
      }),
    )
    expect(await ledgerLines()).toHaveLength(50)
  })

  test('goes on after a restart: attempts, answers, order, counts', async () => {
    await start()
    const id = randomUUID()
    await behave({ mode: 'reject', reason: 'non' })
    await send({ id, sequence: 5 })
    await fetch(url('/saaq'), { method: 'POST', body: '{}' })
    await send({ data: { ...data, nas: '046454286' } })
    await restart()
    expect(await (await fetch(url('/saaq/behaviour'))).json()).toEqual({ mode: 'reject', reason: 'non' })
    await behave({ mode: 'accept' })
    expect(JSON.parse((await send({ id, sequence: 5 })).body.toString())).toEqual({
      outcome: 'rejected',
      reason: 'non',
    })
    await send({ sequence: 4 })
    expect(await stats()).toEqual({
      received: 3,
      distinct: 2,
      duplicates: 1,
      outOfOrder: 1,
      invalidSignature: 1,
      invalidSchema: 1,
    })
    expect((await received()).map(({ attempt }) => attempt)).toEqual([1, 2, 1])
  })

  test('drops a half-written line, which was never answered for', async () => {
    await start()
    await send()
    await stop()
    await appendFile(join(folder(), 'received.jsonl'), '{"deliveryId":"01900')
    await start()
    expect(await stats()).toMatchObject({ received: 1 })
    await send()
    expect((await ledgerLines()).map((line) => JSON.parse(line) as unknown)).toHaveLength(2)
  })

  test('DELETE empties it and its counts, for good', async () => {
    await start()
    const id = randomUUID()
    await send({ id })
    await fetch(url('/saaq'), { method: 'POST', body: '{}' })
    expect((await fetch(url('/saaq/received'), { method: 'DELETE' })).status).toBe(204)
    const none = {
      received: 0,
      distinct: 0,
      duplicates: 0,
      outOfOrder: 0,
      invalidSignature: 0,
      invalidSchema: 0,
    }
    expect([await received(), await stats()]).toEqual([[], none])
    await restart()
    expect([await received(), await stats()]).toEqual([[], none])
    await send({ id })
    expect((await received())[0]).toMatchObject({ attempt: 1, duplicate: false })
  })

  test.each([
    [[1, 2, 3], 0],
    [[1, 3, 2], 1],
    [[2, 2], 1],
    [[3, 2, 1], 2],
    [[1, 5, 9], 0],
  ])('sequences %j of one subject: %d out of order', async (sequences, outOfOrder) => {
    await start()
    for (const sequence of sequences) await send({ sequence })
    await send({ sequence: 1, subject: 'person-2' })
    expect(await stats()).toMatchObject({ outOfOrder })
  })

  test('a repetition is not out of order', async () => {
    await start()
    const id = randomUUID()
    await send({ id, sequence: 1 })
    await send({ sequence: 2 })
    await send({ id, sequence: 1 })
    expect(await stats()).toMatchObject({ outOfOrder: 0, duplicates: 1 })
  })
})

describe('what is refused', () => {
  test('no signature, a wrong one, or another agency’s: 401, counted, not received', async () => {
    await start()
    const post = (headers: Record<string, string>) =>
      fetch(url('/saaq'), { method: 'POST', headers, body: JSON.stringify(noticeOf({})) })
    expect((await post({})).status).toBe(401)
    const now = String(Math.floor(Date.now() / 1000))
    const wrong = {
      'webhook-id': 'a',
      'webhook-timestamp': now,
      'webhook-signature': `v1,${'A'.repeat(43)}=`,
    }
    const answer = await post(wrong)
    expect(answer.status).toBe(401)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await answer.json()).toMatchObject({ status: 401, code: 'signature-invalid' })
    expect(await stats()).toMatchObject({ received: 0, invalidSignature: 2, invalidSchema: 0 })
    expect(await received()).toEqual([])
  })

  test.each([
    ['an attribute too many', { data: { ...data, nas: '046454286' } }],
    ['one too few', { data: { name: data.name } }],
    ['a kind that it does not hear', { type: 'unefois.death.v1' }],
    ['a type of nobody', { type: 'constructor' }],
    ['no data', { data: null }],
  ])('%s: 422, counted, not received', async (_name, sent) => {
    await start()
    expect(await send(sent)).toMatchObject({ status: 422, failure: 'refused' })
    expect(await stats()).toMatchObject({ received: 0, invalidSignature: 0, invalidSchema: 1 })
    expect(await readFile(join(folder(), 'notes.jsonl'), 'utf8')).not.toContain('046454286')
  })

  test.each([
    '/nobody',
    '/nobody/stats',
    '/saaq/nothing',
    '/saaq/stats/more',
    '/',
    '/constructor/stats',
    '/saaq/constructor',
  ])('%s is not there', async (path) => {
    await start()
    expect((await fetch(url(path))).status).toBe(404)
  })

  test('other methods', async () => {
    await start()
    const answer = await fetch(url('/saaq/stats'), { method: 'DELETE' })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET'])
    expect((await fetch(`http://127.0.0.1:${basePort() + 1}/saaq`)).status).toBe(405)
  })

  test.each([
    ['not JSON', '{', 400],
    ['nothing', '', 400],
    ['not an object', '[]', 422],
    ['no mode', '{}', 422],
    ['a mode of nobody', '{"mode":"explode"}', 422],
    ['a parameter too few', '{"mode":"reject"}', 422],
    ['a parameter too many', '{"mode":"accept","ms":5}', 422],
    ['a wrong parameter', '{"mode":"flaky","rate":2,"seed":1}', 422],
    ['a status that is none', '{"mode":"status","code":42}', 422],
    ['a header that would break out', '{"mode":"status","code":503,"retryAfter":"1\\r\\nx: y"}', 422],
    ['an instant that is none', '{"mode":"defer","until":"tomorrow"}', 422],
    ['too large', `{"mode":"reject","reason":"${'a'.repeat(1024 * 1024)}"}`, 413],
  ])('a behaviour with %s changes nothing', async (_name, body, status) => {
    await start()
    const answer = await fetch(url('/saaq/behaviour'), { method: 'PUT', body })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await (await fetch(url('/saaq/behaviour'))).json()).toEqual({ mode: 'accept' })
  })

  test('a start on a port that is taken fails and leaves nothing open', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(basePort() + 2, '127.0.0.1', resolve))
    await expect(start()).rejects.toThrow('EADDRINUSE')
    await new Promise((resolve) => other.close(resolve))
    await start()
    expect(await stats()).toMatchObject({ received: 0 })
  })
})

test('a behaviour file that holds something else stops the start', async () => {
  await start()
  await stop()
  await writeFile(join(folder(), 'behaviour.json'), '{"mode":"explode"}')
  await expect(start()).rejects.toThrow()
})

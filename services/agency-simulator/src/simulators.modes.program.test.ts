import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { data, simulatorsOfTest } from './test-simulators.ts'

const { start, behave, send, received, stats, url } = simulatorsOfTest()
const said = async (sent: Parameters<typeof send>[0] = {}) => {
  const { status, failure, body } = await send(sent)
  return { status, failure, body: body.length > 0 ? (JSON.parse(body.toString()) as unknown) : null }
}

describe('modes with a business answer', () => {
  test('accept, from the start, under a reference of the agency', async () => {
    await start()
    expect(await said()).toEqual({
      status: 200,
      failure: null,
      body: { outcome: 'accepted', reference: expect.stringMatching(/^SAAQ-/) },
    })
  })

  test('the agency’s own rules are asked', async () => {
    await start()
    expect(await said({ data: { ...data, permis: 'Z999999999999' } })).toMatchObject({
      body: { outcome: 'not-a-client' },
    })
  })

  test.each([
    [
      { mode: 'reject', reason: 'dossier fermé' },
      { outcome: 'rejected', reason: 'dossier fermé' },
    ],
    [{ mode: 'not-a-client' }, { outcome: 'not-a-client' }],
    [{ mode: 'needs-review' }, { outcome: 'needs-review' }],
    [
      { mode: 'defer', until: '2999-01-01T00:00:00Z' },
      { outcome: 'deferred', until: '2999-01-01T00:00:00Z' },
    ],
  ])('%j', async (behaviour, acknowledgement) => {
    await start()
    expect((await behave(behaviour)).status).toBe(200)
    expect(await said()).toEqual({ status: 200, failure: null, body: acknowledgement })
  })

  test('one deferred is decided when it comes again; the same instant is not given twice', async () => {
    await start()
    const id = randomUUID()
    const until = new Date(Date.now() + 100).toISOString()
    await behave({ mode: 'defer', until })
    expect(await said({ id })).toMatchObject({ body: { outcome: 'deferred', until } })
    await new Promise((resolve) => setTimeout(resolve, 120))
    expect(await said({ id })).toMatchObject({ body: { outcome: 'accepted' } })
    expect(await said({ id })).toMatchObject({ body: { outcome: 'accepted' } })
  })

  test('never-acknowledge: 202, and whatever is sent again later is decided then', async () => {
    await start()
    const id = randomUUID()
    await behave({ mode: 'never-acknowledge' })
    expect(await said({ id })).toEqual({ status: 202, failure: null, body: null })
    await behave({ mode: 'accept' })
    expect(await said({ id })).toMatchObject({ status: 200, body: { outcome: 'accepted' } })
  })

  test('slow answers as usual, later, and has recorded before', async () => {
    await start()
    await behave({ mode: 'slow', ms: 200 })
    let answered = false
    const answer = send().finally(() => {
      answered = true
    })
    for (let seen = 0; seen === 0; ) seen = (await received()).length
    expect(answered).toBe(false)
    expect(await answer).toMatchObject({ status: 200, failure: null })
  })

  test.each([
    [{ mode: 'accept' }, { mode: 'reject', reason: 'changed its mind' }],
    [{ mode: 'reject', reason: 'no' }, { mode: 'accept' }],
    [{ mode: 'needs-review' }, { mode: 'not-a-client' }],
  ])('what was answered once is answered the same again: %j, then %j', async (first, then) => {
    await start()
    const id = randomUUID()
    await behave(first)
    const answer = await said({ id })
    await behave(then)
    expect(await said({ id })).toEqual(answer)
    expect((await received()).map(({ attempt, duplicate }) => [attempt, duplicate])).toEqual([
      [1, false],
      [2, true],
    ])
    expect(await stats()).toMatchObject({ received: 2, distinct: 1, duplicates: 1 })
  })

  test('of two that come together, one is the first', async () => {
    await start()
    const id = randomUUID()
    const answers = await Promise.all(Array.from({ length: 8 }, () => said({ id })))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await stats()).toMatchObject({ received: 8, distinct: 1, duplicates: 7 })
  })
})

describe('modes that fail', () => {
  test.each([
    [
      { mode: 'status', code: 503, retryAfter: 7 },
      { status: 503, failure: 'failed', retryAfterSeconds: 7 },
    ],
    [
      { mode: 'status', code: 410 },
      { status: 410, failure: 'gone', retryAfterSeconds: null },
    ],
    [
      { mode: 'status', code: 429, retryAfter: 'Mon, 01 Jan 2001 00:00:00 GMT' },
      { failure: 'throttled', retryAfterSeconds: 0 },
    ],
    [
      { mode: 'status', code: 204 },
      { status: 204, failure: null },
    ],
    [
      { mode: 'flaky', rate: 1, seed: 1 },
      { status: 500, failure: 'failed' },
    ],
    [
      { mode: 'flaky', rate: 0, seed: 1 },
      { status: 200, failure: null },
    ],
    [{ mode: 'huge' }, { status: 200, failure: null, body: Buffer.alloc(0) }],
    [{ mode: 'redirect' }, { status: 307, failure: 'redirected' }],
    [{ mode: 'hang' }, { status: null, failure: 'timed-out' }],
  ])('%j', async (behaviour, result) => {
    await start()
    expect((await behave(behaviour)).status).toBe(200)
    expect(await send({}, { timeoutMs: 300 })).toMatchObject(result)
    expect(await stats()).toMatchObject({ received: 1, distinct: 1 })
  })

  test('garbage is a 2xx that nobody can read', async () => {
    await start()
    await behave({ mode: 'garbage' })
    const { status, failure, body } = await send()
    expect([status, failure]).toEqual([200, null])
    expect(() => JSON.parse(body.toString()) as unknown).toThrow()
  })

  test('a failure is not the business answer: the next attempt gets one', async () => {
    await start()
    const id = randomUUID()
    await behave({ mode: 'status', code: 500 })
    expect(await said({ id })).toMatchObject({ status: 500 })
    await behave({ mode: 'accept' })
    expect(await said({ id })).toMatchObject({ status: 200, body: { outcome: 'accepted' } })
    expect((await received()).map(({ attempt }) => attempt)).toEqual([1, 2])
  })

  test('flaky fails at its rate, and the same notices fail each time', async () => {
    await start()
    await behave({ mode: 'flaky', rate: 0.5, seed: 'winter' })
    const ids = Array.from(
      { length: 40 },
      (_, index) => `01900000-0000-7000-8000-${String(index).padStart(12, '0')}`,
    )
    const run = () => Promise.all(ids.map(async (id) => (await send({ id })).status))
    const first = await run()
    expect(new Set(first)).toEqual(new Set([200, 500]))
    await fetch(url('/saaq/received'), { method: 'DELETE' })
    expect(await run()).toEqual(first)
  })
})

describe('down', () => {
  test('connections are refused, control stays, and it comes back', async () => {
    await start()
    expect(await send()).toMatchObject({ failure: null })
    expect((await behave({ mode: 'down' })).status).toBe(200)
    expect(await send()).toMatchObject({ status: null, failure: 'connection-refused' })
    expect(await stats()).toMatchObject({ received: 1 })
    const atBase = fetch(url('/saaq'), { method: 'POST', body: '{}' })
    await expect(atBase).rejects.toThrow()
    expect((await behave({ mode: 'accept' })).status).toBe(200)
    expect(await send()).toMatchObject({ status: 200, failure: null })
  })

  test('takes nothing from the other agencies', async () => {
    await start()
    await behave({ mode: 'down' })
    // The état civil is told nothing of a move, and says so: it is up.
    expect(await send({}, { agency: 'etat-civil' })).toMatchObject({ status: 422 })
  })
})

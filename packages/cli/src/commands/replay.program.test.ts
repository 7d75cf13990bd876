import { describe, expect, it, onTestFinished } from 'vitest'
import { exitCodes } from '../exit-codes.ts'
import { type Answering, type Asked, answeringServer } from '../testing/answering-server.ts'
import { heardTerminal } from '../testing/heard-terminal.ts'
import { runInTest } from '../testing/run-in-test.ts'

const id = '01a2030f-3eb8-7744-b3b4-424a98b2c429'
const at = '2026-11-22T12:00:00.000Z'
const replayIn = (state: string, more = {}) => ({
  id,
  state,
  total: 12_345,
  done: 0,
  failed: 0,
  filter: { state: 'parked' },
  reason: 'the agency is back',
  ratePerSecond: null,
  requestedBy: 'demo-operator',
  requestedAt: at,
  approvedBy: null,
  endedAt: null,
  ...more,
})
const preview = { total: 3, byAgency: { saaq: 2, ramq: 1 }, byReason: { 'timed-out': 3 }, sample: [] }

/** A service whose replay is in the states given, one each time it is looked at, and in the last one from then on. */
const service = async (...states: readonly object[]) => {
  const left = [...states]
  const answer: Answering = ({ method, path, body }) => {
    if (path.endsWith('/pause')) return { status: 200, body: replayIn('paused') }
    if (method === 'GET') return { status: 200, body: left.length > 1 ? left.shift() : left[0] }
    const { dryRun } = body as { dryRun?: boolean }
    return dryRun === true ? { status: 200, body: preview } : { status: 202, body: left.shift() }
  }
  const server = await answeringServer(answer)
  onTestFinished(() => server.close())
  return server
}

const words = (url: string, ...more: readonly string[]) => [
  'replay',
  '--state',
  'parked',
  '--reason',
  'the agency is back',
  '--url',
  url,
  ...more,
]
const paths = (asked: readonly Asked[]) => asked.map(({ method, path }) => `${method} ${path}`)

describe('unefois replay by a filter', () => {
  it('shows the preview and sends nothing with --dry-run', async () => {
    const { url, asked } = await service()
    const { code, out } = await runInTest(words(url, '--dry-run', '--force'))
    expect(code).toBe(exitCodes.done)
    expect(out).toContain('Preview: 3 deliveries would be sent again')
    expect(out).toMatch(/saaq +2\nramq +1/)
    expect(asked.map(({ body }) => body)).toEqual([
      { filter: { state: 'parked' }, dryRun: true, force: true },
    ])
  })

  it('asks first, on a terminal, and does nothing unless told yes', async () => {
    const { url, asked } = await service(replayIn('running'), replayIn('completed', { done: 3, total: 3 }))
    const questions: string[] = []
    const answers = ['', 'n', 'y']
    const ask = async (question: string) => {
      questions.push(question)
      return answers.shift() ?? ''
    }
    for (const _ of [1, 2]) {
      const ran = await runInTest(words(url), { terminal: heardTerminal({ ask }) })
      expect(ran).toMatchObject({ code: exitCodes.done, out: 'Nothing was sent\n' })
      expect(ran.err).toContain('Preview: 3 deliveries')
    }
    expect(asked.every(({ body }) => (body as { dryRun?: boolean }).dryRun === true)).toBe(true)
    const ran = await runInTest(words(url), { terminal: heardTerminal({ ask }) })
    expect(ran.out).toBe(`Replay ${id}: completed, 3 of 3, 0 failed\n`)
    expect(questions[0]).toBe('Send these 3 deliveries again? [y/N] ')
    expect(asked.at(-2)?.body).toEqual({ filter: { state: 'parked' }, reason: 'the agency is back' })
  })

  it('does nothing where nobody can be asked', async () => {
    const { url, asked } = await service()
    expect(await runInTest(words(url))).toMatchObject({ code: exitCodes.usage, out: '' })
    expect(asked).toEqual([])
  })

  it('never takes silence for everything, nor ids with a filter', async () => {
    expect(await runInTest(['replay', '--reason', 'x', '--yes'])).toMatchObject({ code: exitCodes.usage })
    expect(await runInTest(['replay', id, '--state', 'parked'])).toMatchObject({ code: exitCodes.usage })
  })

  it('leaves it to another operator when it must be approved, and at once when detached', async () => {
    const waiting = await service(replayIn('awaiting-approval'))
    const awaited = await runInTest(words(waiting.url, '--yes'))
    expect(awaited).toMatchObject({ code: exitCodes.done })
    expect(awaited.out).toContain(`unefois replay approve ${id}`)
    const running = await service(replayIn('running'))
    const detached = await runInTest(words(running.url, '--yes', '--detach', '--json', '--rate', '50'))
    expect(JSON.parse(detached.out)).toEqual(replayIn('running'))
    expect(running.asked.map(({ body }) => body)).toEqual([
      { filter: { state: 'parked' }, reason: 'the agency is back', ratePerSecond: 50 },
    ])
  })

  it('draws its progress over one line, and ends with 1 when somebody cancelled it', async () => {
    const half = replayIn('running', { done: 6000, failed: 172 })
    const { url } = await service(replayIn('running'), half, replayIn('cancelled', { done: 7000 }))
    const { code, out, err } = await runInTest(words(url, '--yes'), {
      terminal: heardTerminal({ redraws: true }),
    })
    expect(code).toBe(exitCodes.failed)
    expect(out).toBe(`Replay ${id}: cancelled, 7,000 of 12,345, 0 failed\n`)
    expect(err).toContain('\r\u001B[2K███████████░░░░░░░░░░░░░ 49%  6,000/12,345  failed 172')
    expect(err.endsWith('\n')).toBe(true)
  })

  it('pauses it on Ctrl-C, and says how to go on', async () => {
    const interruption = new AbortController()
    const { url, asked } = await service(replayIn('running'), replayIn('running', { done: 5 }))
    const terminal = heardTerminal({ interrupted: interruption.signal, redraws: true })
    const ran = runInTest(words(url, '--yes'), { terminal })
    await expect.poll(() => asked.length).toBeGreaterThan(2)
    interruption.abort()
    const { code, out } = await ran
    expect(code).toBe(exitCodes.interrupted)
    expect(out).toContain(`unefois replay resume ${id}`)
    expect(paths(asked).at(-1)).toBe(`POST /v1/operations/replays/${id}/pause`)
  })

  it('only stops watching on Ctrl-C what it did not start', async () => {
    const interruption = new AbortController()
    const { url, asked } = await service(replayIn('running'))
    const terminal = heardTerminal({ interrupted: interruption.signal })
    const ran = runInTest(['replay', 'show', id, '--follow', '--url', url], { terminal })
    await expect.poll(() => asked.length).toBeGreaterThan(2)
    interruption.abort()
    expect(await ran).toMatchObject({ code: exitCodes.interrupted })
    expect(asked.every(({ method }) => method === 'GET')).toBe(true)
  })

  it('is not lost sight of while the service restarts', async () => {
    const problem = { type: 'x', title: 'x', status: 503, detail: 'x', instance: 'x', code: 'overloaded' }
    let looks = 0
    const server = await answeringServer(({ method }) => {
      if (method === 'POST') return { status: 202, body: replayIn('running') }
      looks += 1
      return looks === 1 ? { status: 503, body: problem } : { status: 200, body: replayIn('completed') }
    })
    onTestFinished(() => server.close())
    expect(await runInTest(words(server.url, '--yes'))).toMatchObject({ code: exitCodes.done })
  })
})

describe('unefois replay by ids', () => {
  it('tries each, and ends with the first refusal', async () => {
    const problem = {
      type: 'x',
      title: 'Final',
      status: 409,
      detail: 'It is.',
      instance: 'x',
      code: 'already-final',
    }
    const server = await answeringServer(({ path }) =>
      path.includes('/a/') ? { status: 409, body: problem } : { status: 202, body: { id: 'b' } },
    )
    onTestFinished(() => server.close())
    const given = ['replay', 'a', 'b', '--reason', 'y', '--url', server.url]
    const { code, out } = await runInTest(given)
    expect(code).toBe(exitCodes.conflict)
    expect(out).toBe('a : Final (already-final). It is.\nDelivery b: will be sent again\n')
    expect(JSON.parse((await runInTest([...given, '--json'])).out)).toEqual({
      items: [
        { id: 'a', replayed: false, code: 'already-final' },
        { id: 'b', replayed: true, code: null },
      ],
    })
  })
})

import { describe, expect, it, onTestFinished } from 'vitest'
import { exitCodes } from '../exit-codes.ts'
import { type Answering, answeringServer } from '../testing/answering-server.ts'
import { runInTest } from '../testing/run-in-test.ts'

const problem = (status: number, more = {}) => ({
  type: 'about:blank',
  title: 'Title',
  status,
  detail: 'Detail.',
  instance: '/x',
  code: 'some-code',
  ...more,
})

const answering = async (answer: Answering) => {
  const server = await answeringServer(answer)
  onTestFinished(() => server.close())
  return server
}

describe('what the service answers', () => {
  it.each([
    [400, exitCodes.badInput],
    [401, exitCodes.refused],
    [403, exitCodes.refused],
    [404, exitCodes.notFound],
    [409, exitCodes.conflict],
    [413, exitCodes.badInput],
    [422, exitCodes.badInput],
    [429, exitCodes.unreachable],
    [500, exitCodes.failed],
    [502, exitCodes.unreachable],
    [503, exitCodes.unreachable],
  ])('%i ends with %i, and its title, detail and code on standard error', async (status, code) => {
    const { url } = await answering(() => ({ status, body: problem(status) }))
    const ran = await runInTest(['delivery', 'show', 'x', '--url', url])
    expect(ran).toMatchObject({ code, out: '' })
    expect(ran.err).toContain(`unefois: Title (${status} some-code)\nDetail.`)
    const json = await runInTest(['delivery', 'show', 'x', '--url', url, '--json'])
    expect({ ...json, err: JSON.parse(json.err) }).toEqual({
      code,
      out: '',
      err: { ...problem(status), exit: code },
    })
  })

  it('shows each flaw of invalid input, harmless to the terminal', async () => {
    const errors = [{ pointer: '/reason', code: 'required', detail: 'Needed\u001B[2J.' }]
    const { url } = await answering(() => ({ status: 422, body: problem(422, { errors }) }))
    const { err } = await runInTest(['delivery', 'set-aside', 'x', '--reason', 'y', '--url', url])
    expect(err).toContain('  /reason: Needed\ufffd[2J. (required)')
  })

  it.each([
    ['a page', { status: 200, body: '<html>', type: 'text/html' }],
    ['another document', { status: 200, body: { items: 3 } }],
    ['a page of not found', { status: 404, body: 'no such page', type: 'text/plain' }],
    ['a redirect, which would carry the token away', { status: 302, body: '' }],
  ])('%s is not understood', async (_, answer) => {
    const { url } = await answering(() => answer)
    const ran = await runInTest(['deliveries', '--url', url])
    expect(ran).toMatchObject({ code: exitCodes.notUnderstood, out: '' })
    expect(ran.err).toContain(url)
  })

  it.each([
    ['a gateway’s page', '<h1>Bad Gateway</h1>', 'answered 502'],
    [
      'a problem with no more than a title',
      { type: 'x', title: 'Gone', status: 502, code: 'gone' },
      'Gone (502 gone)',
    ],
  ])('%s in the service’s place is an unreachable service', async (_, body, said) => {
    const { url } = await answering(() => ({ status: 502, body }))
    const ran = await runInTest(['deliveries', '--url', url])
    expect(ran).toMatchObject({ code: exitCodes.unreachable, out: '' })
    expect(ran.err).toContain(said)
  })

  it('says when nothing answers, and why', async () => {
    const server = await answeringServer(() => ({ status: 200, body: null }))
    await server.close()
    const ran = await runInTest(['deliveries', '--url', server.url])
    expect(ran).toMatchObject({ code: exitCodes.unreachable, out: '' })
    expect(ran.err).toContain('ECONNREFUSED')
  })
})

describe('what is asked', () => {
  const empty: Answering = () => ({ status: 200, body: { items: [], next: null } })

  it('carries the filters under the names of the list, and the token', async () => {
    const { url, asked } = await answering(empty)
    const words = ['deliveries', '--agency', 'saaq', '--cause', 'timed-out', '--since', '2h', '--overdue']
    const now = new Date('2026-11-22T12:00:00Z')
    await runInTest(words, { env: { UNEFOIS_URL: url, UNEFOIS_TOKEN: 'secret' }, now })
    expect(asked).toEqual([
      {
        method: 'GET',
        path: '/v1/operations/deliveries?agency=saaq&reason=timed-out&since=2026-11-22T10%3A00%3A00.000Z&overdue=true',
        token: 'Bearer secret',
        body: null,
      },
    ])
  })

  it('cannot be led elsewhere by an id', async () => {
    const { url, asked } = await answering(() => ({ status: 404, body: problem(404) }))
    await runInTest(['delivery', 'show', '../agencies?x=', '--url', url])
    await runInTest(['calendar', 'show', '..', '--url', url])
    expect(asked.map(({ path }) => path)).toEqual([
      '/v1/operations/deliveries/..%2Fagencies%3Fx%3D',
      '/v1/operations/calendars/-..',
    ])
  })

  it('goes through every page with --all', async () => {
    const pages = [
      { items: [], next: '01a2030e-9939-75a4-b7b5-6a78688f9681' },
      { items: [], next: null },
    ]
    const { url, asked } = await answering(() => ({ status: 200, body: pages.shift() }))
    const { out } = await runInTest(['deliveries', '--all', '--json', '--url', url])
    expect(JSON.parse(out)).toEqual({ items: [], next: null })
    expect(asked.map(({ path }) => path)).toEqual([
      '/v1/operations/deliveries?limit=500',
      '/v1/operations/deliveries?limit=500&cursor=01a2030e-9939-75a4-b7b5-6a78688f9681',
    ])
  })
})

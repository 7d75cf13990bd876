import { expect, it, onTestFinished } from 'vitest'
import { exitCodes } from '../exit-codes.ts'
import { answeringServer } from '../testing/answering-server.ts'
import { heardTerminal } from '../testing/heard-terminal.ts'
import { runInTest } from '../testing/run-in-test.ts'

const item = (position: number, code: string, agency: string | null = 'saaq') => ({
  position,
  at: '2026-11-22T12:00:00.000Z',
  code,
  actor: 'delivery',
  declaration: null,
  delivery: null,
  agency,
  facts: { went: 'parked', number: 8 },
})
const pages = [
  { items: [], next: '7' },
  {
    items: [item(8, 'delivery.attempted'), item(9, 'delivery.parked', 'ramq'), item(10, 'case.opened')],
    next: '10',
  },
]

/** Answers the pages, then holds nothing until the watching ends. */
const tailing = async (...words: readonly string[]) => {
  const interruption = new AbortController()
  const problem = { type: 'x', title: 'x', status: 503, detail: 'x', instance: 'x', code: 'overloaded' }
  let asks = 0
  const server = await answeringServer(() => {
    asks += 1
    // Down for a moment between the first page and the second: nothing is lost by that.
    if (asks === 2) return { status: 503, body: problem }
    if (asks > 3) interruption.abort()
    return { status: 200, body: pages[asks === 1 ? 0 : 1] }
  })
  onTestFinished(() => server.close())
  const terminal = heardTerminal({ interrupted: interruption.signal })
  const ran = await runInTest(['tail', '--url', server.url, ...words], { terminal })
  return { ...ran, asked: server.asked.map(({ path }) => path) }
}

it('shows what happens, one line each, until Ctrl-C, over a restart of the service', async () => {
  const { code, out, err, asked } = await tailing()
  expect(code).toBe(exitCodes.done)
  expect(out.split('\n').slice(0, 3)).toEqual([
    expect.stringMatching(/^2026-11-22 07:00:00 {2}delivery\.attempted .*saaq .*went=parked {2}number=8$/),
    expect.stringMatching(/delivery\.parked .*ramq/),
    expect.stringMatching(/case\.opened/),
  ])
  expect(err).toContain('trying again in 1 s')
  expect(asked.slice(0, 4)).toEqual([
    '/v1/operations/activity?limit=500&wait=25',
    '/v1/operations/activity?after=7&limit=500&wait=25',
    '/v1/operations/activity?after=7&limit=500&wait=25',
    '/v1/operations/activity?after=10&limit=500&wait=25',
  ])
})

it('shows only what was asked for, and JSON one a line', async () => {
  const { out } = await tailing('--json', '--agency', 'saaq', '--code', 'delivery.')
  expect(JSON.parse(out.split('\n')[0] ?? '')).toEqual(item(8, 'delivery.attempted'))
  expect(out).not.toContain('case.opened')
  expect(out).not.toContain('ramq')
})

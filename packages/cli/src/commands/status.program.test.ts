import { expect, it, onTestFinished } from 'vitest'
import { exitCodes } from '../exit-codes.ts'
import { type Answering, answeringServer } from '../testing/answering-server.ts'
import { runInTest } from '../testing/run-in-test.ts'

const empty = { status: 200, body: { items: [], next: null } }
const problem = { type: 'x', title: 'x', status: 404, detail: 'x', instance: 'x', code: 'not-found' }

const status = async (readiness: ReturnType<Answering>, ...words: readonly string[]) => {
  const server = await answeringServer(({ path }) => (path === '/health/ready' ? readiness : empty))
  onTestFinished(() => server.close())
  return runInTest(['status', '--url', server.url, ...words])
}

it('counts a service that is not ready as something that waits for an operator', async () => {
  const body = { status: 'not-ready', checks: { database: 'failed' } }
  const ran = await status({ status: 503, body }, '--check')
  expect(ran.code).toBe(exitCodes.needsAttention)
  expect(ran.out).toContain('not ready (database)')
})

it('does without the readiness that a gateway keeps to itself', async () => {
  const ran = await status({ status: 404, body: problem }, '--check', '--json')
  expect(ran.code).toBe(exitCodes.done)
  expect(JSON.parse(ran.out)).toMatchObject({ ready: null, checks: {}, waiting: [] })
})

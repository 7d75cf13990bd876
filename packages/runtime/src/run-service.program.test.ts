import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'

const entry = new URL('run-service.ts', import.meta.url).href

type Wishes = {
  readonly env?: Record<string, string>
  /** How often to signal once it has started, and how long to wait in between. */
  readonly press?: number
  readonly pauseMs?: number
}

/** Runs `start` as a program of its own. */
const run = async (start: string, { env = {}, press = 0, pauseMs = 0 }: Wishes = {}) => {
  const source = `import { runService } from ${JSON.stringify(entry)}; await runService('probe', ${start})`
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    env: { PATH: process.env['PATH'], ...env },
  })
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
    if (!text.includes('service.started')) return
    for (let at = 0; at < press; at += 1) setTimeout(() => child.kill('SIGINT'), at * pauseMs)
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  const [code] = await once(child, 'close')
  const codes = out
    .split('\n')
    .flatMap((line) => /"code":"(?<code>[^"]+)"/.exec(line)?.groups?.['code'] ?? [])
  return { code, codes, out, err }
}

const idle =
  'async () => { const timer = setInterval(() => {}, 1000); return { stop: async () => clearInterval(timer) } }'

const slow =
  'async () => { const timer = setInterval(() => {}, 1000); const stop = () => new Promise((done) => setTimeout(() => { clearInterval(timer); done() }, 200)); return { stop } }'

test.concurrent.each([1, 3])(
  'stops cleanly on one Ctrl-C, even when it comes %i times at once',
  async (press) => {
    const { code, codes, err } = await run(slow, { press, pauseMs: 30 })
    expect({ code, codes, err }).toEqual({
      code: 0,
      codes: ['service.started', 'service.stopping', 'service.stopped'],
      err: '',
    })
  },
)

test.concurrent('stops at once on a second Ctrl-C', async () => {
  const stubborn = 'async () => ({ stop: () => new Promise(() => {}), timer: setInterval(() => {}, 1000) })'
  const { code, codes, err } = await run(stubborn, { press: 2, pauseMs: 700 })
  expect({ code, codes }).toEqual({ code: 1, codes: ['service.started', 'service.stopping'] })
  expect(err).toContain('stopped at once')
})

test.concurrent('refuses bad settings in one line, with exit code 78', async () => {
  const { code, err } = await run(idle, { env: { LOG_LEVEL: 'loud' } })
  expect({ code, err }).toEqual({
    code: 78,
    err: 'probe: LOG_LEVEL must be debug, info, warn, error or silent\n',
  })
})

test.concurrent('refuses a database that a newer program migrated, with exit code 78', async () => {
  const start = `async () => { throw Object.assign(new Error('schema 9,\\n known 3'), { name: 'MigrationError' }) }`
  expect(await run(start)).toMatchObject({ code: 78, err: 'probe: schema 9, known 3\n' })
})

test.concurrent('says why it failed to start, with exit code 1', async () => {
  const start = `async () => { throw new Error('listen EADDRINUSE: 127.0.0.1:8080') }`
  expect(await run(start)).toMatchObject({ code: 1, err: 'probe: listen EADDRINUSE: 127.0.0.1:8080\n' })
})

test.concurrent.each([
  ['rejection', `Promise.reject(new TypeError('Tremblay-Canari'))`],
  ['exception', `setTimeout(() => { throw new TypeError('Tremblay-Canari') }, 1)`],
])('ends on an unhandled %s, logged without its text', async (origin, fault) => {
  const { code, out, err } = await run(`async () => { ${fault}; return { stop: async () => {} } }`)
  expect(code).toBe(1)
  const last = JSON.parse(out.trim().split('\n').at(-1) ?? '')
  expect(last).toMatchObject({ code: 'service.failed', error: 'TypeError', origin })
  expect(out + err).not.toContain('Canari')
})

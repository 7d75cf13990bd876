import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'

const entry = new URL('run-service.ts', import.meta.url).href

/** Runs `start` as a program of its own; `act` may signal it once it has printed a line. */
const run = async (
  start: string,
  { env = {}, signals = [] }: { env?: Record<string, string>; signals?: NodeJS.Signals[] } = {},
) => {
  const source = `import { runService } from ${JSON.stringify(entry)}; await runService('probe', ${start})`
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    env: { PATH: process.env['PATH'], ...env },
  })
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (out === '' || out.endsWith('service.stopping\n') || text.includes('service.')) {
      const signal = signals.shift()
      if (signal) child.kill(signal)
    }
    out += text
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

test('stops cleanly on SIGTERM', async () => {
  const { code, codes, err } = await run(idle, { signals: ['SIGTERM'] })
  expect({ code, codes, err }).toEqual({
    code: 0,
    codes: ['service.started', 'service.stopping', 'service.stopped'],
    err: '',
  })
})

test('stops at once on a second Ctrl-C', async () => {
  const stubborn = 'async () => ({ stop: () => new Promise(() => {}), timer: setInterval(() => {}, 1000) })'
  const { code, codes, err } = await run(stubborn, { signals: ['SIGINT', 'SIGINT'] })
  expect({ code, codes }).toEqual({ code: 1, codes: ['service.started', 'service.stopping'] })
  expect(err).toContain('stopped at once')
})

test('refuses bad settings in one line, with exit code 78', async () => {
  const { code, err } = await run(idle, { env: { LOG_LEVEL: 'loud' } })
  expect({ code, err }).toEqual({
    code: 78,
    err: 'probe: LOG_LEVEL must be debug, info, warn, error or silent\n',
  })
})

test('refuses a database that a newer program migrated, with exit code 78', async () => {
  const start = `async () => { throw Object.assign(new Error('schema 9,\\n known 3'), { name: 'SchemaTooNew' }) }`
  expect(await run(start)).toMatchObject({ code: 78, err: 'probe: schema 9, known 3\n' })
})

test('says why it failed to start, with exit code 1', async () => {
  const start = `async () => { throw new Error('listen EADDRINUSE: 127.0.0.1:8080') }`
  expect(await run(start)).toMatchObject({ code: 1, err: 'probe: listen EADDRINUSE: 127.0.0.1:8080\n' })
})

test.each([
  ['rejection', `Promise.reject(new TypeError('Tremblay-Canari'))`],
  ['exception', `setTimeout(() => { throw new TypeError('Tremblay-Canari') }, 1)`],
])('ends on an unhandled %s, logged without its text', async (origin, fault) => {
  const { code, out, err } = await run(`async () => { ${fault}; return { stop: async () => {} } }`)
  expect(code).toBe(1)
  const last = JSON.parse(out.trim().split('\n').at(-1) ?? '')
  expect(last).toMatchObject({ code: 'service.failed', error: 'TypeError', origin })
  expect(out + err).not.toContain('Canari')
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openPool } from '../pool.ts'
import { isAlive } from './postmaster-file.ts'
import {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './start-embedded-postgres.ts'

let parent: string
let dataDir: string
const started: EmbeddedPostgres[] = []

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'unefois-postgres-'))
  // As root the server has a user of its own, who must get here.
  await chmod(parent, 0o755)
  dataDir = join(parent, 'data', 'postgres')
})
afterEach(async () => {
  await Promise.all(started.splice(0).map((server) => server.stop()))
  await rm(parent, { recursive: true })
})

async function start(options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, ...options })
  started.push(server)
  return server
}

async function ask(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const pool = openPool(url, { max: 1, applicationName: 'test' })
  try {
    return (await pool.query(sql)).rows
  } finally {
    await pool.end()
  }
}

const gone = (pid: number) => expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false)
const pgdata = (server: EmbeddedPostgres) => join(server.location, 'pgdata')

test('keeps data, port and password over a restart', { timeout: 30_000 }, async () => {
  const first = await start()
  await ask(first.url, 'create table kept as select 42 as x')
  await first.stop()
  expect(isAlive(first.pid())).toBe(false)
  const second = await start()
  expect(second).toMatchObject({ url: first.url, adopted: false })
  expect(await ask(second.url, 'select x from kept')).toEqual([{ x: 42 }])
})

test('is durable, checksummed, on loopback only and shut without the password', async () => {
  const server = await start()
  const settings = await ask(
    server.url,
    `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit',
     'data_checksums', 'listen_addresses', 'unix_socket_directories', 'server_encoding') order by name`,
  )
  expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    data_checksums: 'on',
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    server_encoding: 'UTF8',
  })
  expect((await stat(join(server.location, 'password'))).mode & 0o777).toBe(0o600)
  const stranger = new URL(server.url)
  stranger.password = 'guessed'
  await expect(ask(stranger.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
})

test('a program that is killed leaves its server, and the next one takes it over', async () => {
  const program = spawn(
    process.execPath,
    ['--no-warnings', fileURLToPath(new URL('./program-for-tests.ts', import.meta.url)), dataDir],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [line] = (await once(createInterface({ input: program.stdout }), 'line')) as [string]
  const left = JSON.parse(line) as { url: string; pid: number }
  await ask(left.url, 'create table kept as select 42 as x')
  await expect(start()).rejects.toMatchObject({ name: 'EmbeddedPostgresError', code: 'in-use' })
  program.kill('SIGKILL')
  await once(program, 'exit')

  const server = await start()
  expect(server).toMatchObject({ adopted: true, url: left.url })
  expect(server.pid()).toBe(left.pid)
  expect(await ask(server.url, 'select x from kept')).toEqual([{ x: 42 }])
  await server.stop()
  expect(isAlive(left.pid)).toBe(false)
})

test('a server that is killed comes back on the same port with everything committed', async () => {
  const codes: string[] = []
  const note = (code: string) => codes.push(code)
  const server = await start({ journal: { info: note, alarm: note } })
  await ask(server.url, 'create table kept as select 42 as x')
  const killed = server.pid()
  process.kill(killed, 'SIGKILL')
  await expect.poll(() => codes, { timeout: 20_000 }).toContain('postgres-restarted')
  expect(server.pid()).not.toBe(killed)
  expect(await ask(server.url, 'select x from kept')).toEqual([{ x: 42 }])
  expect(codes).toEqual(['postgres-started', 'postgres-lost', 'postgres-restarted'])
})

test('unsupervised, a killed server stays down', async () => {
  const server = await start({ supervised: false })
  process.kill(server.pid(), 'SIGKILL')
  await gone(server.pid())
  await expect(ask(server.url, 'select 1')).rejects.toThrow()
  await server.stop()
  expect((await start()).adopted).toBe(false)
})

test('is not misled by another program that got the pid of a killed server', async () => {
  const first = await start({ supervised: false })
  await ask(first.url, 'create table kept as select 42 as x')
  const { uid, gid } = await stat(pgdata(first))
  process.kill(first.pid(), 'SIGKILL')
  await gone(first.pid())
  // PostgreSQL only looks whether the pid is alive under its own user.
  const other = spawn('sleep', ['60'], { uid, gid, stdio: 'ignore', cwd: '/' })
  const file = join(pgdata(first), 'postmaster.pid')
  const [, ...rest] = (await readFile(file, 'utf8')).split('\n')
  await writeFile(file, [other.pid, ...rest].join('\n'))
  const second = await start()
  expect(second.adopted).toBe(false)
  expect(await ask(second.url, 'select x from kept')).toEqual([{ x: 42 }])
  expect(other.exitCode).toBeNull()
  other.kill()
})

test('of two starts at the same time on new data one gets them, the other one line', async () => {
  const both = await Promise.allSettled([start(), start()])
  const refused = both.filter((one) => one.status === 'rejected').map((one) => one.reason)
  expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  expect(refused).toMatchObject([{ code: 'in-use', message: expect.stringMatching(/^[^\n]*$/) }])
})

test('takes another port when the remembered one is taken', async () => {
  const first = await start()
  await first.stop()
  const squatter = await import('node:net').then(({ createServer }) => createServer())
  squatter.listen(Number(new URL(first.url).port), '127.0.0.1')
  await once(squatter, 'listening')
  const second = await start()
  expect(new URL(second.url).port).not.toBe(new URL(first.url).port)
  expect(await ask(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
  squatter.close()
})

test('a start that was killed during initdb leaves nothing in the way', async () => {
  const dead = spawn('true')
  await once(dead, 'exit')
  await mkdir(join(parent, 'data', `postgres.new-${dead.pid}-0badcafe`, 'pgdata'), { recursive: true })
  await start()
  expect(await readdir(join(parent, 'data'))).toEqual(['postgres'])
})

test('refuses a directory that holds something else', async () => {
  await mkdir(dataDir, { recursive: true })
  await writeFile(join(dataDir, 'letter.txt'), 'mine')
  await expect(start()).rejects.toMatchObject({ code: 'data-directory' })
  expect(await readdir(dataDir)).toEqual(['letter.txt'])
})

test('tells PostgreSQL’s own reason when it does not start', async () => {
  const server = await start()
  await server.stop()
  await writeFile(join(pgdata(server), 'PG_VERSION'), '17\n')
  await expect(start()).rejects.toMatchObject({
    code: 'not-started',
    message: expect.stringContaining('version 17'),
  })
})

import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LogRecord } from '@unefois/broker/ports/event-log.ts'
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '@unefois/store/embedded-postgres/start-embedded-postgres.ts'
import { migrate } from '@unefois/store/migrate.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { effects } from '../conformance/numbered-records.ts'
import { openLog } from './log-for-tests.ts'

let parent: string
let server: EmbeddedPostgres

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'unefois-server-loss-'))
  await chmod(parent, 0o755)
  server = await startEmbeddedPostgres({ dataDir: join(parent, 'postgres') })
  await migrate(server.url)
}, 60_000)
afterAll(async () => {
  await server.stop()
  await rm(parent, { recursive: true })
})

test('loses nothing and goes on by itself when the server is killed twice', { timeout: 60_000 }, async () => {
  const log = await openLog({ url: server.url })
  await log.ensureTopic('t', 4)
  const handled: LogRecord[] = []
  const options = { group: 'g', topic: 't', from: 'beginning', maxRecords: 10, onFailure() {} } as const
  const subscription = await log.subscribe(options, async ({ records }) => {
    handled.push(...records)
  })
  const keys = Array.from({ length: 20 }, (_, index) => `person-${index}`)
  const rounds = 60
  let refused = 0
  for (let round = 0; round < rounds; round += 1) {
    if (round === 20 || round === 40) process.kill(server.pid(), 'SIGKILL')
    const batch = keys.map((key) => ({ key, headers: { ce_id: `${key}#${round}` }, value: Buffer.from('x') }))
    // As the relay does: the same records again, before any others of these keys.
    for (let stored = false; !stored; )
      stored = await log.publish('t', batch).then(
        () => true,
        async () => {
          refused += 1
          await new Promise((resolve) => setTimeout(resolve, 50))
          return false
        },
      )
  }
  expect(refused).toBeGreaterThan(0)
  await expect.poll(() => effects(handled).length, { timeout: 30_000 }).toBe(keys.length * rounds)
  await expect.poll(() => log.lag('g', 't'), { timeout: 30_000 }).toBe(0n)
  for (const key of keys)
    expect(effects(handled).filter((id) => id.startsWith(`${key}#`))).toEqual(
      Array.from({ length: rounds }, (_, round) => `${key}#${round}`),
    )
  expect(subscription.healthy()).toBe(true)
  await log.close()
})

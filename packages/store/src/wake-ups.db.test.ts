import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type OpenWakeUps, openWakeUps } from './wake-ups.ts'

const postgres = usePostgres()
let here: OpenWakeUps
let there: OpenWakeUps
let failures: Error[]

beforeEach(async () => {
  failures = []
  here = await openWakeUps(postgres.url, { onFailure: (error) => failures.push(error) })
  there = await openWakeUps(postgres.url)
})
afterEach(async () => {
  await Promise.all([here.close(), there.close()])
})

function counting(wakeUps: OpenWakeUps, channel: string) {
  const count = { woken: 0, end: () => undefined as void }
  count.end = wakeUps.listen(channel, () => {
    count.woken += 1
  })
  return count
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 100))

test('wakes the listeners of this program before anything else happens', async () => {
  const mine = counting(here, 'outbox')
  here.signal('outbox')
  expect(mine.woken).toBe(0)
  await Promise.resolve()
  expect(mine.woken).toBe(1)
})

test('wakes other programs on that channel, and this one only once', async () => {
  const mine = counting(here, 'log:declarations.v1')
  const theirs = counting(there, 'log:declarations.v1')
  const elsewhere = counting(there, 'outbox')
  here.signal('log:declarations.v1')
  await expect.poll(() => theirs.woken).toBe(1)
  await settled()
  expect([mine.woken, theirs.woken, elsewhere.woken]).toEqual([1, 1, 0])
})

test('sends a burst as few notifications, the last one after the last signal', async () => {
  const theirs = counting(there, 'work:saaq')
  for (let signal = 0; signal < 1_000; signal += 1) here.signal('work:saaq')
  await expect.poll(() => theirs.woken).toBe(2)
  await settled()
  expect(theirs.woken).toBe(2)
})

test('wakes who named the same in this program without asking the database, and nobody else there', async () => {
  const threads = { amongThreads: 'one-program' }
  const [one, other] = await Promise.all([
    openWakeUps('postgres://127.0.0.1:1/nowhere', threads),
    openWakeUps('postgres://127.0.0.1:1/nowhere', threads),
  ])
  try {
    const mine = counting(one, 'outbox')
    const theirs = counting(other, 'outbox')
    const others = counting(there, 'outbox')
    one.signal('outbox')
    await expect.poll(() => theirs.woken).toBe(1)
    await settled()
    expect([mine.woken, theirs.woken, others.woken]).toEqual([1, 1, 0])
  } finally {
    await Promise.all([one.close(), other.close()])
  }
})

test('does not wake who has stopped listening', async () => {
  const ended = counting(here, 'outbox')
  const stays = counting(here, 'outbox')
  ended.end()
  here.signal('outbox')
  await settled()
  expect([ended.woken, stays.woken]).toEqual([0, 1])
})

test('comes back by itself after its connection was cut, and wakes for what may have been lost', async () => {
  const mine = counting(here, 'outbox')
  await postgres.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'unefois-wake-ups' and datname = current_database()`,
  )
  await expect.poll(() => failures.length).toBeGreaterThan(0)
  here.signal('outbox')
  await expect.poll(() => mine.woken).toBeGreaterThanOrEqual(2)
  const before = mine.woken
  await expect
    .poll(() => {
      there.signal('outbox')
      return mine.woken
    })
    .toBeGreaterThan(before)
})

test('does not reject when the server is away, and can be closed', async () => {
  const errors: Error[] = []
  const away = await openWakeUps('postgresql://nobody:x@127.0.0.1:9/none', {
    onFailure: (error) => errors.push(error),
  })
  const mine = counting(away, 'outbox')
  away.signal('outbox')
  await expect.poll(() => mine.woken).toBe(1)
  expect(errors.length).toBeGreaterThan(0)
  await away.close()
})

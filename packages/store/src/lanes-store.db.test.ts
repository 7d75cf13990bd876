import { setTimeout as pause } from 'node:timers/promises'
import { agencyId } from '@unefois/domain/ids.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { beforeEach, expect, test } from 'vitest'
import { lanesPerAgency, lanesStore } from './lanes-store.ts'
import { workerPresence } from './worker-presence.ts'

const postgres = usePostgres()
// Of the tests before: they would have their share.
beforeEach(() => postgres.pool.query('delete from delivery_workers'))

test('one worker owns every lane, two share them, and a lane never has two owners', async () => {
  const agencies = [agencyId('a'), agencyId('b')]
  const store = lanesStore(postgres.pool, 60_000)
  expect(await store.renew('one', agencies)).toHaveLength(2 * lanesPerAgency)
  expect(await store.renew('two', agencies)).toHaveLength(0)
  // Half of them it begins nothing on any more, and nobody has them yet: what is under way there is to be recorded.
  expect(await store.renew('one', agencies)).toHaveLength(lanesPerAgency)
  expect(await store.renew('two', agencies)).toHaveLength(0)
  const one = await store.renew('one', agencies)
  const two = await store.renew('two', agencies)
  expect([one.length, two.length]).toEqual([lanesPerAgency, lanesPerAgency])
  const owned = new Set([...one, ...two].map(({ agency, shard }) => `${agency}${shard}`))
  expect(owned.size).toBe(2 * lanesPerAgency)
  await store.release('one')
  expect(await store.renew('two', agencies)).toHaveLength(2 * lanesPerAgency)
})

test('a lane whose owner stopped renewing goes to another, under a later epoch', async () => {
  const agencies = [agencyId('c')]
  const before = await lanesStore(postgres.pool, 50).renew('dead', agencies)
  await pause(60)
  const after = await lanesStore(postgres.pool, 50).renew('alive', agencies)
  expect(after).toHaveLength(lanesPerAgency)
  for (const lane of after) {
    const was = before.find(({ shard }) => shard === lane.shard)
    expect(lane.epoch).toBeGreaterThan(was?.epoch ?? 0n)
  }
})

/** As the end of its program ends it. */
const endSession = (key: number) =>
  postgres.pool.query(
    `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and (classid::int8 << 32) + objid::int8 = $1`,
    [key],
  )

test('the lanes of a worker whose session ended are taken at once, those of one that lives are not', async () => {
  const agencies = [agencyId('d')]
  const presence = workerPresence(postgres.url, 'killed')
  const killed = lanesStore(postgres.pool, 60_000, presence)
  const follower = workerPresence(postgres.url, 'follower')
  const next = lanesStore(postgres.pool, 60_000, follower)
  try {
    const before = await killed.renew('killed', agencies)
    expect(before).toHaveLength(lanesPerAgency)
    expect(await next.renew('follower', agencies)).toHaveLength(0)

    let told = 0
    killed.onLost(() => {
      told += 1
    })
    await endSession(presence.key)
    await expect.poll(() => told, { timeout: 10_000 }).toBe(1)
    const after = await next.renew('follower', agencies)
    expect(after).toHaveLength(lanesPerAgency)
    for (const { shard, epoch } of after)
      expect(epoch).toBeGreaterThan(before.find((lane) => lane.shard === shard)?.epoch ?? 0n)
  } finally {
    await presence.end()
    await follower.end()
  }
})

test('a worker that lost its session but lives shares again once it has another', async () => {
  const agencies = [agencyId('e')]
  const presence = workerPresence(postgres.url, 'back')
  const back = lanesStore(postgres.pool, 60_000, presence)
  const other = lanesStore(postgres.pool, 60_000)
  try {
    await back.renew('back', agencies)
    const lost = new Promise<void>((resolve) => back.onLost(resolve))
    await endSession(presence.key)
    await lost
    expect(await other.renew('other', agencies)).toHaveLength(lanesPerAgency)
    expect(await back.renew('back', agencies)).toHaveLength(0)
    expect(await other.renew('other', agencies)).toHaveLength(lanesPerAgency / 2)
    expect(await other.renew('other', agencies)).toHaveLength(lanesPerAgency / 2)
    expect(await back.renew('back', agencies)).toHaveLength(lanesPerAgency / 2)
  } finally {
    await presence.end()
  }
})

import { setTimeout as pause } from 'node:timers/promises'
import { agencyId } from '@unefois/domain/ids.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { expect, test } from 'vitest'
import { lanesPerAgency, lanesStore } from './lanes-store.ts'

const postgres = usePostgres()

test('one worker owns every lane, two share them, and a lane never has two owners', async () => {
  const agencies = [agencyId('a'), agencyId('b')]
  const store = lanesStore(postgres.pool, 60_000)
  expect(await store.renew('one', agencies)).toHaveLength(2 * lanesPerAgency)
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

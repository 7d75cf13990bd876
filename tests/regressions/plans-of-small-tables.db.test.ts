import { deliveryWork } from '@unefois/store/deliveries-store.ts'
import { lanesStore } from '@unefois/store/lanes-store.ts'
import { aMetEvent, aPerson, saaq } from '@unefois/store/stored-for-tests.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { expect, test } from 'vitest'

/*
 * The hot statements are planned once a connection, usually while their tables are all but empty, and the plan is kept
 * until somebody analyses the tables. Three of them then started from the agency, or from the state: each batch went
 * through the agency's whole backlog, and through all persons that it had ever met (1 ms of processor time a delivery
 * at 9,000 of them, 0.03 since).
 */
const postgres = usePostgres()
const batch = 50
const rounds = 20

const rowsRead = async (): Promise<number> => {
  await postgres.pool.query('select pg_stat_force_next_flush()')
  const { rows } = await postgres.pool.query<{ read: bigint }>(
    `select sum(idx_tup_read)::bigint as read from pg_stat_user_indexes
      where indexrelname like 'delivery_work%' or indexrelname like 'agency_persons%'`,
  )
  return Number(rows[0]?.read)
}

test('what a batch reads does not grow with the backlog, however small the tables were at the first', async () => {
  await postgres.pool.query(
    'alter table delivery_work set (autovacuum_enabled = off); alter table agency_persons set (autovacuum_enabled = off)',
  )
  const work = deliveryWork(postgres.pool)
  const lanes = await lanesStore(postgres.pool, 60_000).renew('test', [saaq])
  const epochs = new Map(lanes.map(({ shard, epoch }) => [shard, epoch]))
  const round = async (): Promise<void> => {
    const { heads } = await work.open(
      saaq,
      Array.from({ length: batch }, () => aMetEvent(aPerson(), 1n)),
    )
    await work.record(
      saaq,
      heads.slice(0, 5).map((head) => ({
        delivery: {
          ...head,
          agency: saaq,
          epoch: epochs.get(head.shard) ?? 0n,
          attempts: 0,
          retries: 0,
          wrappedKey: Buffer.alloc(0),
        },
        attempt: { startedAt: new Date(), durationMs: 1, status: 200, failure: null, answer: null },
        then: { go: 'acknowledged', acknowledgement: { outcome: 'accepted' }, acknowledgeBy: new Date() },
      })),
    )
  }
  for (let i = 0; i < rounds; i++) await round()
  const before = await rowsRead()
  await round()
  const after = await rowsRead()
  // 50 persons, 50 positions, 5 results: far from the 900 that wait.
  expect(after - before).toBeLessThan(batch * 6)
})

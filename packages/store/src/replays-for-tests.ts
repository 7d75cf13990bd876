import { randomUUID } from 'node:crypto'
import type { Lane } from '@unefois/broker/ports/deliveries.ts'
import type { Replay, ReplayLease, ReplayWish, UnderWay } from '@unefois/broker/ports/replays.ts'
import type { AgencyId, ReplayId } from '@unefois/domain/ids.ts'
import type { Pool } from 'pg'
import { lanesByHand } from './lanes-for-tests.ts'
import { lanesStore } from './lanes-store.ts'
import { replayRuns } from './replay-runs.ts'
import { replaysStore } from './replays-store.ts'
import { saaq } from './stored-for-tests.ts'

export const operator = { id: 'demo-operator', role: 'operator' } as const
export const otherOperator = { id: 'demo-operator-2', role: 'operator' } as const

export const aWish = (given: Partial<ReplayWish> = {}): ReplayWish => ({
  filter: {},
  asked: {},
  reason: 'the agency is up again',
  ratePerSecond: null,
  unapproved: 10_000,
  by: operator,
  ...given,
})

/** Replays and the SAAQ's lanes, both driven by hand. */
export const replaysByHand = (postgres: { readonly pool: Pool }) => {
  let lanes: readonly Lane[] = []
  const { pool } = postgres
  const store = replaysStore(pool, randomUUID)
  const runs = (leaseMs = 60_000) => replayRuns(pool, leaseMs)
  return {
    hand: lanesByHand(pool, () => lanes),
    lanes: () => lanes,
    store,
    runs,
    empty: async (): Promise<void> => {
      await pool.query('truncate delivery_work, delivery_outcomes, deliveries, replays, replay_items')
      lanes = await lanesStore(pool, 600_000).renew('test', [saaq])
    },
    leaseOf: async ({ id }: Replay, worker = 'runner'): Promise<ReplayLease> => {
      const lease = (await runs().renew(worker)).find((one) => one.id === id)
      if (lease === undefined) throw new Error('the replay is not to be had')
      return lease
    },
    step: (lease: ReplayLease, room: number, seen?: (under: readonly UnderWay[]) => void) =>
      runs().step(lease, (under) => {
        seen?.(under)
        return new Map<AgencyId, number>(room === 0 ? [] : [[saaq, room]])
      }),
    counts: async (id: ReplayId) => {
      const replay = await store.find(id)
      return { state: replay?.state, done: replay?.done, failed: replay?.failed }
    },
    audited: async (code: string): Promise<number> => {
      const { rows } = await pool.query('select count(*)::int as n from audit_log where code = $1', [code])
      return rows[0].n
    },
  }
}

import { deliveriesStore } from '@unefois/store/deliveries-store.ts'
import { expect, test } from 'vitest'
import { usePostgres } from '../../postgres-for-tests/use-postgres.ts'
import { fillHistory } from './fill-history.ts'

const postgres = usePostgres()

test('fills history with finished deliveries over a year, each in its month, again and again', async () => {
  await fillHistory(postgres.pool, 2_000, { bodyBytes: 10 })
  await fillHistory(postgres.pool, 1_000, { bodyBytes: 10 })
  const { rows } = await postgres.pool.query(
    `select (select count(*) from deliveries) as deliveries, (select count(*) from deliveries_default) as strays,
            (select count(*) from delivery_outcomes o join deliveries d using (id)) as finished,
            (select count(*) from attempts) as attempts, (select count(*) from person_events) as events,
            (select count(distinct tableoid) from deliveries) as months, (select id from deliveries order by id desc limit 1)`,
  )
  expect(rows[0]).toMatchObject({
    deliveries: 3_000n,
    strays: 0n,
    finished: 3_000n,
    attempts: 3_000n,
    events: 750n,
    months: 13n,
  })
  expect(await deliveriesStore(postgres.pool).find(rows[0]?.id)).toMatchObject({
    delivery: { state: 'accepted', sequence: 1n },
    attempts: [{ number: 1, status: 200 }],
  })
})

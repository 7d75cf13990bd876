import { openPool } from '@unefois/store/pool.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inventedMove } from '../running/invented-move.ts'
import { until } from '../running/until.ts'
import { accountsOf } from './accounts.ts'
import { allInOnePlace } from './all-in-one-place.ts'
import type { Place } from './place.ts'

let place: Place
beforeAll(async () => {
  place = await allInOnePlace()({})
})
afterAll(() => place.dispose())

/** Deadlines are days: this one is moved, and the program started anew looks at once. */
const letDeadlinePass = async (delivery: string): Promise<void> => {
  const pool = openPool(place.databaseUrl, { max: 1, applicationName: 'unefois-test' })
  try {
    const { rowCount } = await pool.query(
      `update delivery_work set wake_at = now() - interval '1 hour' where id = $1 and state = 'received'`,
      [delivery],
    )
    expect(rowCount).toBe(1)
  } finally {
    await pool.end()
  }
}

test('an agency that does not acknowledge in time is reminded, once, and the reminder is no delivery', async () => {
  const { file, simulators, untilDelivery } = accountsOf(place)
  await simulators.behave('saaq', { mode: 'never-acknowledge' })
  const filed = await file(inventedMove(1))
  const { delivery } = await untilDelivery(filed.id, 'saaq', 'received')
  await letDeadlinePass(delivery.id)
  await place.stop()
  place = await place.restart({})

  const reminders = async () =>
    (await (await fetch(`${place.simulators}/saaq/reminders`)).json()) as { deliveries: string[] }[]
  await until('the reminder', async () => (await reminders()).length > 0)
  const restarted = accountsOf(place)
  expect(await reminders()).toMatchObject([{ deliveries: [delivery.id] }])
  expect(await restarted.simulators.stats('saaq')).toMatchObject({
    received: 1,
    invalidSignature: 0,
    invalidSchema: 0,
  })
  const listed = await restarted.operator.get('/v1/operations/deliveries?overdue=true')
  expect(listed.body).toMatchObject({ items: [{ id: delivery.id, state: 'received' }] })
  await restarted
    .as('demo-agency-saaq')
    .post(`/v1/deliveries/${delivery.id}/acknowledgement`, { outcome: 'accepted' })
  await restarted.untilDelivery(filed.id, 'saaq', 'accepted')

  await place.stop()
  place = await place.restart({})
  expect(await reminders()).toHaveLength(1)
})

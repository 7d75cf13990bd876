import { randomUUID } from 'node:crypto'
import { agencyId } from '@unefois/domain/ids.ts'
import { expect, test } from 'vitest'
import { simulatorsOfTest } from './test-simulators.ts'

const simulators = simulatorsOfTest()

test('a reminder is answered and kept, over restarts too, and counts as no delivery', async () => {
  await simulators.start()
  const delivery = randomUUID()
  const reminder = { type: 'unefois.reminder.v1', data: { deliveries: [delivery] } }
  expect(await simulators.sendRaw(reminder)).toMatchObject({ status: 204, failure: null })
  await simulators.restart()
  const kept = await (await fetch(simulators.url('/saaq/reminders'))).json()
  expect(kept).toEqual([{ receivedAt: expect.any(String), deliveries: [delivery] }])
  expect(await simulators.received()).toEqual([])
  expect(await simulators.stats()).toMatchObject({ received: 0, invalidSchema: 0, invalidSignature: 0 })
  expect(await (await fetch(simulators.url(`/${agencyId('etat-civil')}/reminders`))).json()).toEqual([])
})

test('a reminder that names nothing, or under another id, is no reminder', async () => {
  await simulators.start()
  for (const data of [{ deliveries: [] }, { deliveries: ['x'] }, {}])
    expect(await simulators.sendRaw({ type: 'unefois.reminder.v1', data })).toMatchObject({ status: 422 })
  expect(await simulators.stats()).toMatchObject({ invalidSchema: 3 })
})

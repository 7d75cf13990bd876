import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { until } from '../running/until.ts'
import { startStage } from './chaos/stage.ts'

/** What the log loses before anybody has read it, the record still has: the reconciler publishes it again. */
test('records that the embedded log lost are put back, in every person’s order', async () => {
  const stage = await startStage('embedded')
  try {
    const { relay, 'delivery-1': one, 'delivery-2': two } = stage.services.of
    await stage.file(20)
    await stage.rest()
    await Promise.all([one.halt(), two.halt()])
    await stage.file(40)
    await until('the outbox is empty', async () => {
      const { rowCount } = await stage.pool.query('select from outbox')
      return rowCount === 0
    })
    await relay.halt()
    // Every other one: what is left of a person has gaps.
    const { rowCount } = await stage.pool.query('delete from log_records where record_offset % 2 = 0')
    expect(rowCount).toBeGreaterThan(15)
    // So that all of it counts as lost when the reconciler first looks; else the rest would wait a minute.
    await pause(15_000)
    await Promise.all([relay.resume(), one.resume(), two.resume()])
    expect(await stage.rest()).toMatchObject({ atRest: true })
    expect(await stage.violations()).toEqual([])
  } finally {
    await stage.dispose()
  }
}, 300_000)

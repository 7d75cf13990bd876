import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { inventedMove } from '../../running/invented-move.ts'
import { accountsOf, declarationOf, toldLinesOf } from '../accounts.ts'
import type { Place } from '../place.ts'
import { nextPerson, type Where } from './where.ts'

/** Stopping is clean, and what was accepted outlives it. `moved` tells the suite where it runs from then on. */
export const restarts = (where: Where, moved: (place: Place) => void): void => {
  test('SIGTERM ends everything with exit code 0; data and keys are there afterwards', async () => {
    const { citizen, untilDeclaration, place } = where()
    const move = inventedMove(nextPerson())
    const key = randomUUID()
    const first = await citizen.file(move, key)
    const filed = declarationOf(first)
    const done = await untilDeclaration(filed.id, 'completed')

    const codes = await place.stop()
    expect(codes).toEqual(codes.map(() => 0))
    const alarms = [...place.programs].flatMap(([name, program]) =>
      program
        .output()
        .split('\n')
        // The dead letters of the test that makes some.
        .filter((line) => line.includes('"level":"error"') && !line.includes('"dead-letter.written"'))
        .map((line) => `${name}: ${line}`),
    )
    expect(alarms).toEqual([])

    moved(await place.restart({ UNEFOIS_HOLD: 'PT2S' }))
    const again = where()
    expect(declarationOf(await again.citizen.get(`/v1/declarations/${filed.id}`))).toEqual(done)
    expect((await again.citizen.file(move, key)).body).toEqual(first.body)
    for (const { agency, delivery } of toldLinesOf(done))
      expect(await again.simulators.arrivals(agency, delivery.id)).toHaveLength(1)
  })

  test('what waits in its hold window leaves by itself when that ends', async () => {
    const { file, simulators, untilDeclaration } = where()
    const filed = await file(inventedMove(nextPerson()))
    expect(filed.state).toBe('held')
    for (const { delivery } of toldLinesOf(filed))
      expect(delivery).toMatchObject({ state: 'held', heldFor: 'hold-window' })
    const done = await untilDeclaration(filed.id, 'completed')
    for (const { agency, delivery } of toldLinesOf(done)) {
      const [arrival] = await simulators.arrivals(agency, delivery.id)
      const waited = Date.parse(arrival?.receivedAt ?? '') - Date.parse(done.submittedAt)
      expect(waited).toBeGreaterThanOrEqual(2_000)
    }
  })

  test('what is filed while everything stops is delivered after the start', async () => {
    const { file, place } = where()
    const filed = await file(inventedMove(nextPerson()))
    await place.stop()
    const back = await place.restart({ UNEFOIS_HOLD: 'PT0S' })
    moved(back)
    await accountsOf(back).untilDeclaration(filed.id, 'completed')
  })
}

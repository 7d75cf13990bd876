import { PreviewAnswer } from '@unefois/schemas/answers/preview-answer.ts'
import { expect, test } from 'vitest'
import { inventedMoveToAll } from '../../running/invented-move-to-all.ts'
import { until } from '../../running/until.ts'
import { type Filed, toldLinesOf } from '../accounts.ts'
import { countRows } from '../count-rows.ts'
import { dayFromToday, sample } from '../sample.ts'
import { nextPerson, type Where } from './where.ts'

const withoutDeliveries = ({ plan }: Filed) =>
  plan.map((line) => {
    if (!line.told) return line
    const { delivery: _, ...rest } = line
    return rest
  })

/** What a declarant sees beforehand, and what waits for its day. */
export const previewsAndHolds = (where: Where): void => {
  test('a preview shows the plan that filing then makes, and stores nothing', async () => {
    const { citizen, file, place } = where()
    const move = { ...inventedMoveToAll(nextPerson()), effectiveOn: dayFromToday(30) }
    const before = await countRows(place.databaseUrl)
    const answer = await citizen.post('/v1/declarations/preview', move)
    expect(answer.status).toBe(200)
    const preview = PreviewAnswer.parse(answer.body)
    expect(await countRows(place.databaseUrl)).toEqual(before)
    expect(preview.addresses.new?.lines.length).toBeGreaterThan(0)
    expect(withoutDeliveries(await file(move))).toEqual(preview.plan)
    expect(await countRows(place.databaseUrl)).not.toEqual(before)
  })

  test('the sample, effective in the future, is held until its day', async () => {
    const { file, follow, untilDeclaration, simulators, operator } = where()
    const filed = await file({
      ...sample('address-change.one-person'),
      newAddress: { text: '88, 1re Avenue, Québec QC G1L 3K4' },
    })
    expect(filed.state).toBe('held')
    expect(filed.effectiveOn).toBe(dayFromToday(9))
    const held = await untilDeclaration(filed.id, 'held')
    for (const line of toldLinesOf(held)) {
      expect(line.delivery).toMatchObject({
        state: 'held',
        heldFor: 'effective-date',
        sentAt: null,
        outcome: null,
      })
    }
    const id = toldLinesOf(held)[0]?.delivery.id ?? ''
    await until('the operator’s list has it as held', async () => {
      const { body } = await operator.get(
        '/v1/operations/deliveries?state=held&agency=saaq&reason=effective-date',
      )
      return JSON.stringify(body).includes(id)
    })
    expect(await simulators.arrivals('saaq', id)).toEqual([])
    expect((await follow(filed.id)).state).toBe('held')
  })
}

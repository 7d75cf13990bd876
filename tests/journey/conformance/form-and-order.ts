import { expect, test } from 'vitest'
import type { Where } from './where.ts'

/** After everything that was told, corrected and taken back: what every agency's own ledger says of us. */
export const formAndOrder = (where: Where): void => {
  test('no agency met a wrong signature, a wrong form or a wrong order', async () => {
    const { place, simulators } = where()
    const { items } = (await (await fetch(`${place.url}/v1/agencies`)).json()) as { items: { id: string }[] }
    expect(items.length).toBeGreaterThan(0)
    for (const { id } of items)
      expect([id, await simulators.stats(id)]).toMatchObject([
        id,
        { invalidSignature: 0, invalidSchema: 0, outOfOrder: 0 },
      ])
  })
}

import { randomUUID } from 'node:crypto'
import { agencyId, type DeliveryId } from '@unefois/domain/ids.ts'
import { declarationsStore } from '@unefois/store/declarations-store.ts'
import { deliveriesStore } from '@unefois/store/deliveries-store.ts'
import { aDeclaration, aPerson, citizen } from '@unefois/store/stored-for-tests.ts'
import { expect, test } from 'vitest'
import { usePostgres } from '../postgres-for-tests/use-postgres.ts'

const postgres = usePostgres()
const by = { by: citizen, reason: 'test' }

/**
 * A delivery that no consumer had opened yet was in the operators' list, but asking for it by its id answered
 * that there was no such thing; so did replaying it, setting it aside and acknowledging it.
 */
test('a delivery that is only planned exists, for whoever asks by its id', async () => {
  const declaration = aDeclaration()
  await declarationsStore(postgres.pool, aPerson).accept(declaration)
  const deliveries = deliveriesStore(postgres.pool)
  const id = declaration.persons[0]?.told[0]?.delivery as DeliveryId
  const listed = await deliveries.list({ state: 'planned' }, { after: null, limit: 10 })
  expect(listed.items.map((item) => item.id)).toEqual([id])
  expect(await deliveries.find(id)).toMatchObject({
    delivery: { id, declaration: declaration.id, agency: 'saaq', state: 'planned', attempts: 0 },
    attempts: [],
  })
  expect(await deliveries.replay(id, { ...by, force: true })).toEqual({ as: 'not-parked', state: 'planned' })
  expect(await deliveries.setAside(id, by)).toEqual({ as: 'not-parked', state: 'planned' })
  const accepted = { outcome: 'accepted' } as const
  expect(await deliveries.acknowledge(agencyId('saaq'), id, accepted)).toEqual({ as: 'never-sent' })
  expect(await deliveries.acknowledge(agencyId('ramq'), id, accepted)).toEqual({ as: 'unknown' })
  expect(await deliveries.find(randomUUID() as DeliveryId)).toBeNull()
})

import { afterEach, expect, test } from 'vitest'
import { inventedMove, toldOfInventedMove } from '../../running/invented-move.ts'
import { lineOf } from '../accounts.ts'
import { nextPerson, type Where } from './where.ts'

const houses = [1, 2, 3, 4, 5]

/** Each agency hears of a person in the order in which it was declared; agencies fail alone. */
export const order = (where: Where): void => {
  afterEach(async () => {
    const { simulators } = where()
    for (const agency of toldOfInventedMove) await simulators.behave(agency, { mode: 'accept' })
  })

  const arrivalsOf = async (agency: string, deliveries: readonly string[]) => {
    const arrivals = await where().simulators.received(agency)
    return arrivals.filter(({ deliveryId }) => deliveries.includes(deliveryId))
  }

  test('five moves of one person arrive in order at every agency', async () => {
    const { file, untilDeclaration } = where()
    const person = nextPerson()
    const filed = []
    for (const house of houses) filed.push(await file(inventedMove(person, house)))
    for (const { id } of filed) await untilDeclaration(id, 'completed')
    for (const agency of toldOfInventedMove) {
      const wanted = filed.map((declaration) => lineOf(declaration, agency).delivery.id)
      const arrivals = await arrivalsOf(agency, wanted)
      expect([agency, ...arrivals.map(({ deliveryId }) => deliveryId)]).toEqual([agency, ...wanted])
      expect(arrivals.map(({ sequence }) => Number(sequence))).toEqual(houses)
    }
  })

  test('also when an agency is down in the middle, which delays no other', async () => {
    const { file, simulators, untilDeclaration, untilDelivery, operator, follow } = where()
    const person = nextPerson()
    const filed = [await file(inventedMove(person, 1)), await file(inventedMove(person, 2))]
    for (const { id } of filed) await untilDeclaration(id, 'completed')
    await simulators.behave('dge', { mode: 'down' })
    for (const house of houses.slice(2)) filed.push(await file(inventedMove(person, house)))
    for (const { id } of filed)
      for (const agency of toldOfInventedMove)
        if (agency !== 'dge') await untilDelivery(id, agency, 'accepted')

    const third = filed[2]?.id ?? ''
    const head = await untilDelivery(third, 'dge', 'parked')
    for (const { id } of filed.slice(3)) expect(lineOf(await follow(id), 'dge').delivery.state).toBe('due')
    await simulators.behave('dge', { mode: 'accept' })
    await operator.post(`/v1/operations/deliveries/${head.delivery.id}/replay`, { reason: 'back again' })
    for (const { id } of filed) await untilDeclaration(id, 'completed')
    const wanted = filed.map((declaration) => lineOf(declaration, 'dge').delivery.id)
    const arrivals = await arrivalsOf('dge', wanted)
    expect(arrivals.map(({ deliveryId }) => deliveryId)).toEqual(wanted)
    expect(arrivals.map(({ sequence }) => Number(sequence))).toEqual(houses)
  })

  test('while one agency is down, declarations of many are done everywhere else', async () => {
    const { file, simulators, untilDelivery, follow } = where()
    await simulators.behave('revenu', { mode: 'down' })
    const filed = await Promise.all(Array.from({ length: 15 }, () => file(inventedMove(nextPerson()))))
    for (const { id } of filed) {
      for (const agency of toldOfInventedMove)
        if (agency !== 'revenu') await untilDelivery(id, agency, 'accepted')
      expect(['due', 'parked']).toContain(lineOf(await follow(id), 'revenu').delivery.state)
    }
  })
}

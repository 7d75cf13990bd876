import { afterAll, expect, test } from 'vitest'
import { inventedMove } from '../../running/invented-move.ts'
import { until } from '../../running/until.ts'
import { declarationOf, type Filed, lineOf } from '../accounts.ts'
import { nextPerson, type Where } from './where.ts'

const path = '/v1/partner/subscriptions'
const partner = 'ville-de-quebec'

/** A move within Québec, of which the city is to be told. */
const move = (number: number, house = 1) => ({
  ...inventedMove(number, house),
  partners: [{ id: partner, consent: true }],
})

/** A partner that hears less than its agreement allows. */
export const subscriptions = (where: Where): void => {
  const city = () => where().as(`demo-agency-${partner}`)
  const subscribe = async (more: object): Promise<string> => {
    const { status, body } = await city().post(path, {
      kinds: ['address-change'],
      purpose: 'Tenir à jour les dossiers.',
      ...more,
    })
    expect([status, body]).toEqual([201, expect.anything()])
    return (body as { id: string }).id
  }
  const lineOfCity = ({ plan }: Filed) => plan.find(({ agency }) => agency === partner)
  /** A preview is planned with the same subscriptions; they are known everywhere within seconds. */
  const untilPlanned = (told: boolean, reason: string): Promise<Filed> =>
    until(`${partner} ${reason}`, async () => {
      const filed = await where().file(move(nextPerson()))
      const line = lineOfCity(filed)
      return line?.told === told && line.reason.code === reason && filed
    })

  // A partner that has ever subscribed hears what it subscribes to: everything again, for the parts that follow.
  afterAll(async () => {
    await subscribe({})
  })

  test('is told only where it wishes, and its corrections reach it all the same', async () => {
    const { file, simulators, untilDelivery, untilDeclaration, change, follow } = where()
    const heard = await file(move(nextPerson()))
    const first = await untilDelivery(heard.id, partner, 'accepted')

    const elsewhere = await subscribe({ filter: { municipalities: ['Gaspé'] } })
    const outside = await untilPlanned(false, 'outside-its-filter')
    expect(lineOfCity(outside)?.reason.text).toMatch(/territoire/)
    await untilDeclaration(outside.id, 'completed')

    expect((await city().patch(`${path}/${elsewhere}`, { state: 'paused' })).status).toBe(200)
    await untilPlanned(false, 'not-subscribed')

    const number = nextPerson()
    await city().patch(`${path}/${elsewhere}`, { state: 'active', filter: { municipalities: ['quebec'] } })
    await untilPlanned(true, 'requested')
    const told = await file(move(number))
    const line = await untilDelivery(told.id, partner, 'accepted')
    await city().delete(`${path}/${elsewhere}`)
    await untilPlanned(false, 'not-subscribed')

    const corrected = declarationOf(await change('demo-citizen', `${told.id}/corrections`, move(number, 7)))
    expect(lineOf(corrected, partner).attributes).toEqual(line.attributes)
    await untilDelivery(corrected.id, partner, 'accepted')
    const [arrival] = await simulators.arrivals(
      partner,
      lineOf(await follow(corrected.id), partner).delivery.id,
    )
    expect(arrival?.type).toBe('unefois.address-change.corrected.v1')

    const withdrawn = await change('demo-citizen', `${heard.id}/withdrawal`, { reason: 'Erreur.' })
    expect(withdrawn.status).toBe(202)
    await until('the withdrawal at the city', async () =>
      (await simulators.received(partner)).find(
        ({ type, data }) => type === 'unefois.address-change.withdrawn.v1' && data !== null,
      ),
    )
    expect(first.delivery.state).toBe('accepted')
  })
}

import { expect, test } from 'vitest'
import { inventedMove, toldOfInventedMove } from '../../running/invented-move.ts'
import { until } from '../../running/until.ts'
import { declarationOf, type Filed, lineOf, toldLinesOf } from '../accounts.ts'
import { inventedDeath } from '../invented-civil-status.ts'
import { dayFromToday, sample } from '../sample.ts'
import { nextPerson, type Where } from './where.ts'

const clerk = 'demo-clerk'

/** A death is told, and holds whatever else of the person has not left, until it is taken back. */
export const deaths = (where: Where): void => {
  const fileDeath = async (death: unknown) => declarationOf(await where().fileAs(clerk, death))
  const untilHeldFor = (id: string, reason: string): Promise<Filed> =>
    until(`everything held for ${reason}`, async () => {
      const now = await where().follow(id)
      return toldLinesOf(now).every(({ delivery }) => delivery.heldFor === reason) && now
    })
  const typesAt = async (agency: string, subjectOf: string) => {
    const arrivals = await where().simulators.received(agency)
    const subject = arrivals.find(({ deliveryId }) => deliveryId === subjectOf)?.subject
    return arrivals.filter((arrival) => arrival.subject === subject).map(({ type }) => type)
  }

  test('the sample is told to everybody concerned, without a word on its cause', async () => {
    const { untilDeclaration, simulators } = where()
    const { id } = await fileDeath(sample('death.registered'))
    const done = await untilDeclaration(id, 'completed')
    expect(toldLinesOf(done).map(({ agency }) => agency)).toEqual([
      'saaq',
      'ramq',
      'rrq',
      'revenu',
      'dge',
      'cra',
      'service-canada',
    ])
    for (const { agency, attributes, delivery } of toldLinesOf(done)) {
      const [arrival, ...more] = await simulators.arrivals(agency, delivery.id)
      expect(more).toEqual([])
      expect(Object.keys(arrival?.data ?? {}).sort()).toEqual([...attributes].sort())
    }
    const why = (agency: string) => done.plan.find((line) => line.agency === agency)?.reason.code
    expect([why('etat-civil'), why('cnesst')]).toEqual(['source-of-the-act', 'no-file-number'])
  })

  test('it holds the person’s pending moves, and those filed later; its withdrawal lets them go', async () => {
    const { file, change, untilDeclaration } = where()
    const person = nextPerson()
    const future = await file({ ...inventedMove(person, 1), effectiveOn: dayFromToday(20) })
    await untilHeldFor(future.id, 'effective-date')
    const death = await fileDeath(inventedDeath(person))
    await untilDeclaration(death.id, 'completed')
    await untilHeldFor(future.id, 'death')
    const later = await file(inventedMove(person, 2))
    expect((await untilHeldFor(later.id, 'death')).state).toBe('held')

    expect((await change(clerk, `${death.id}/withdrawal`, { reason: 'Une autre personne' })).status).toBe(202)
    const moved = await untilDeclaration(later.id, 'completed')
    await untilHeldFor(future.id, 'effective-date')
    const withdrawn = await untilDeclaration(death.id, 'withdrawn')
    for (const agency of toldOfInventedMove) {
      expect(lineOf(withdrawn, agency).withdrawal?.delivery.state).toBe('accepted')
      expect([agency, await typesAt(agency, lineOf(moved, agency).delivery.id)]).toEqual([
        agency,
        ['unefois.death.v1', 'unefois.death.withdrawn.v1', 'unefois.address-change.v1'],
      ])
    }
    const after = await file(inventedMove(person, 3))
    await untilDeclaration(after.id, 'completed')
  })

  test('another person’s moves are not held', async () => {
    const { file, untilDeclaration } = where()
    await fileDeath(inventedDeath(nextPerson()))
    await untilDeclaration((await file(inventedMove(nextPerson()))).id, 'completed')
  })
}

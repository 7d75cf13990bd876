import { expect, test } from 'vitest'
import { z } from 'zod'
import { inventedMoveToAll, toldOfMoveToAll } from '../../running/invented-move-to-all.ts'
import { lineOf, toldLinesOf } from '../accounts.ts'
import { dayFromToday, sample } from '../sample.ts'
import { nextPerson, type Where } from './where.ts'

const todaysSample = () => ({ ...sample('address-change.one-person'), effectiveOn: dayFromToday(0) })

/** One declaration goes in once; every agency concerned hears it in its own words, answers, and it shows. */
export const wholeJourney = (where: Where): void => {
  test('the sample reaches exactly the agencies of its plan, each with exactly its attributes', async () => {
    const { file, untilDeclaration, simulators } = where()
    const filed = await file(todaysSample())
    expect(filed.reference).toMatch(/^UF-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/)
    expect(toldLinesOf(filed).map(({ agency }) => agency)).toEqual(['saaq', 'ramq', 'rrq', 'revenu', 'dge'])
    const done = await untilDeclaration(filed.id, 'completed')
    for (const line of done.plan) {
      if (!line.told) {
        expect([line.agency, await simulators.received(line.agency)]).toEqual([line.agency, []])
        continue
      }
      const [arrival, ...more] = await simulators.arrivals(line.agency, line.delivery.id)
      expect(more).toEqual([])
      expect(Object.keys(arrival?.data ?? {}).sort()).toEqual([...line.attributes].sort())
      expect(arrival?.type).toBe('unefois.address-change.v1')
      expect(line.delivery).toMatchObject({ state: 'accepted', heldFor: null, outcome: { code: 'accepted' } })
      expect(line.delivery.outcome?.reference).toMatch(/./)
      expect(Date.parse(line.delivery.acknowledgedAt ?? '')).toBeGreaterThanOrEqual(
        Date.parse(done.submittedAt),
      )
    }
  })

  test('nobody hears what another agency alone may know', async () => {
    const { file, untilDeclaration, simulators } = where()
    const number = nextPerson()
    const move = inventedMoveToAll(number)
    const { id } = await file(move)
    const done = await untilDeclaration(id, 'completed')
    expect(toldLinesOf(done).map(({ agency }) => agency)).toEqual([...toldOfMoveToAll])
    const identifiers = move.persons[0]?.identifiers
    const knows = async (value: string): Promise<readonly string[]> => {
      const told = await Promise.all(
        toldOfMoveToAll.map(async (agency) => {
          const arrivals = await simulators.arrivals(agency, lineOf(done, agency).delivery.id)
          return JSON.stringify(arrivals).includes(value) ? [agency] : []
        }),
      )
      return told.flat()
    }
    expect(await knows(identifiers?.nas ?? '')).toEqual(['rrq', 'revenu'])
    expect(await knows(identifiers?.nam ?? '')).toEqual(['ramq'])
    expect(await knows((identifiers?.permis ?? '').replaceAll('-', ''))).toEqual(['saaq'])
    expect(await knows(`"M-${number}"`)).toEqual(['mess'])
    expect(await knows(`"C-${number}"`)).toEqual(['cnesst'])
    expect(await knows('example.org')).toEqual([])
    const subjects = await Promise.all(
      toldOfMoveToAll.map(
        async (agency) => (await simulators.arrivals(agency, lineOf(done, agency).delivery.id))[0]?.subject,
      ),
    )
    expect(new Set(subjects).size).toBe(toldOfMoveToAll.length)
  })

  test('the schema that a notice points to can be fetched, and allows what came and no more', async () => {
    const { file, untilDeclaration, simulators, place } = where()
    const { id } = await file(inventedMoveToAll(nextPerson()))
    const done = await untilDeclaration(id, 'completed')
    for (const agency of toldOfMoveToAll) {
      const [arrival] = await simulators.arrivals(agency, lineOf(done, agency).delivery.id)
      const answer = await fetch(`${place.url}/schemas/${agency}/address-change.v1.json`)
      expect(answer.status).toBe(200)
      const schema = z.fromJSONSchema((await answer.json()) as Parameters<typeof z.fromJSONSchema>[0])
      expect(schema.safeParse(arrival?.data).error).toBeUndefined()
      expect(schema.safeParse({ ...arrival?.data, nas: '046454286', nam: 'X' }).success).toBe(false)
    }
  })

  test('the list of agencies says who hears what, and on what basis, to anybody', async () => {
    const { place } = where()
    const answer = await fetch(`${place.url}/v1/agencies`, { headers: { 'accept-language': 'en' } })
    const { items, next } = (await answer.json()) as {
      items: { id: string; basis: string; hears: Record<string, { told: boolean }> }[]
      next: null
    }
    expect(next).toBeNull()
    expect(items.map(({ id }) => id)).toEqual([
      'saaq',
      'ramq',
      'rrq',
      'revenu',
      'dge',
      'etat-civil',
      'mess',
      'cnesst',
      'cra',
      'service-canada',
      'hydro-quebec',
      'ville-de-quebec',
    ])
    for (const { id, basis, hears } of items) {
      expect(basis).not.toBe('')
      expect(hears['address-change']?.told).toBe(id !== 'etat-civil')
    }
  })

  test('every notice so far was signed, of the right form and in order', async () => {
    const { simulators } = where()
    for (const agency of toldOfMoveToAll)
      expect([agency, await simulators.stats(agency)]).toMatchObject([
        agency,
        { invalidSignature: 0, invalidSchema: 0, outOfOrder: 0 },
      ])
  })
}

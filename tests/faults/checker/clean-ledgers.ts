import { type Invented, inventedPersons } from '../chaos/invented-persons.ts'
import type { FilingLine, Ledgers, Listed, Received } from './ledgers.ts'

const today = '2026-11-22'
const at = '2026-11-22T12:00:00.000Z'

/** Ledgers of a run in which everything went as it must, as plain values to plant a flaw into. */
export type PlantableLedgers = {
  filings: FilingLine[]
  listed: Listed[]
  received: Map<string, Received[]>
  readonly expectation: Ledgers['expectation']
}

export const allAgencies = ['saaq', 'ramq', 'rrq', 'revenu', 'dge', 'etat-civil', 'mess', 'cnesst'] as const

const deliveryId = (agency: string, person: number, move: number): string => `${agency}-${person}-${move}`

/** The payload that an agency ought to get, its addresses as the product renders them. */
const payload = (invented: Invented, agency: string, person: number, move: number): Received['data'] => {
  const notice = invented.expectation.concerned(person, move).get(agency)
  if (notice === undefined) throw new Error(`${agency} is not concerned by person ${person}`)
  const addresses = Object.entries(notice.addresses).map(([key, lines]) => [key, { lines, country: 'CA' }])
  return { ...notice.values, ...Object.fromEntries(addresses) }
}

const acknowledgedLine = (invented: Invented, person: number, move: number): FilingLine => ({
  at,
  key: `key-${person}-${move}`,
  person,
  move,
  answer: 'acknowledged',
  declaration: `declaration-${person}-${move}`,
  told: [...invented.expectation.concerned(person, move).keys()].map((agency) => ({
    agency,
    delivery: deliveryId(agency, person, move),
  })),
})

/** `persons` people with `moves` moves each, filed one after the other; each agency hears them in that order. */
export const cleanLedgers = (seed: number, persons: number, moves: number): PlantableLedgers => {
  const invented = inventedPersons(seed, today)
  const received = new Map<string, Received[]>(allAgencies.map((agency) => [agency, []]))
  const filings: FilingLine[] = []
  const listed: Listed[] = []
  for (let move = 1; move <= moves; move++) {
    for (let person = 1; person <= persons; person++) {
      filings.push(acknowledgedLine(invented, person, move))
      for (const agency of invented.expectation.concerned(person, move).keys()) {
        const id = deliveryId(agency, person, move)
        listed.push({ id, agency, state: 'accepted' })
        received.get(agency)?.push({
          deliveryId: id,
          attempt: 1,
          receivedAt: at,
          subject: `${agency}-person-${person}`,
          sequence: String(move).padStart(6, '0'),
          type: 'unefois.address-change.v1',
          data: payload(invented, agency, person, move),
          duplicate: false,
        })
      }
    }
  }
  return { filings, listed, received, expectation: invented.expectation }
}

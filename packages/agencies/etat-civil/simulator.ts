import { type SimulatedNotice, simulates } from '../simulates.ts'

/**
 * The act's number, thirteen digits: 1 for births, 3 for deaths, then twelve from the random end of the
 * delivery's id, so that it is the same for its replays.
 */
const actNumber = ({ id, data }: SimulatedNotice): string => {
  const random = Number.parseInt(id.replaceAll('-', '').slice(-12), 16) % 1e12
  return `${'child' in data ? 1 : 3}${String(random).padStart(12, '0')}`
}

const answer = { outcome: 'rejected', reason: 'Le constat est illisible.' } as const

/** Institution `DEMO-REFUS`, or a death at `Lieu-Refus-Fictif`: an act that the registrar will not draw up. */
export const simulator = simulates(actNumber, [
  { field: 'institutionCode', value: 'DEMO-REFUS', answer },
  { field: 'place', value: 'Lieu-Refus-Fictif', answer },
])

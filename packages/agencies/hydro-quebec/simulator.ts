import { simulates } from '../simulates.ts'

/** A surname `Sans-Compte-Fictif` stands for somebody who has no account. */
export const simulator = simulates('HQ', [
  { field: 'surname', value: 'Sans-Compte-Fictif', answer: { outcome: 'not-a-client' } },
])

import { simulates } from '../simulates.ts'

/** File `DEMO-FERME` stands for one that is closed. */
export const simulator = simulates('MESS', [
  { field: 'fileNumber', value: 'DEMO-FERME', answer: { outcome: 'not-a-client' } },
])

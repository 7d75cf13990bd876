import { simulates } from '../simulates.ts'

/** NAS `099 999 997` stands for a file that somebody at Retraite Québec must look at. */
export const simulator = simulates('RRQ', [
  { field: 'nas', value: '099999997', answer: { outcome: 'needs-review' } },
])

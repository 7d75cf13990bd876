import { simulates } from '../simulates.ts'

/** NAS `099 999 963` stands for a file that somebody at Service Canada must look at. */
export const simulator = simulates('SC', [
  { field: 'nas', value: '099999963', answer: { outcome: 'needs-review' } },
])

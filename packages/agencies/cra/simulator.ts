import { simulates } from '../simulates.ts'

/** NAS `099 999 971` stands for somebody without a federal tax file. */
export const simulator = simulates('CRA', [
  { field: 'nas', value: '099999971', answer: { outcome: 'not-a-client' } },
])

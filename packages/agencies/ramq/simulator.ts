import { simulates } from '../simulates.ts'

/** `ZZZZ 9999 9999` stands for a NAM that the RAMQ does not know. */
export const simulator = simulates('RAMQ', [
  { field: 'nam', value: 'ZZZZ99999999', answer: { outcome: 'not-a-client' } },
])

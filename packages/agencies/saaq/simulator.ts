import { simulates } from '../simulates.ts'

/** `Z9999-999999-99` stands for a permis that the SAAQ does not know. */
export const simulator = simulates('SAAQ', [
  { field: 'permis', value: 'Z999999999999', answer: { outcome: 'not-a-client' } },
])

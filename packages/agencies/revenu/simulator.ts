import { simulates } from '../simulates.ts'

/** NAS `099 999 989` stands for somebody without a return for the last two years, whose update is refused. */
export const simulator = simulates('REVENU', [
  {
    field: 'nas',
    value: '099999989',
    answer: {
      outcome: 'rejected',
      reason: 'Aucune déclaration de revenus pour l’une des deux dernières années.',
    },
  },
])

import { agencyId } from '@unefois/domain/ids.ts'
import type { RegisteredAgency } from '../registered-agency.ts'
import { usualLimits } from '../usual-limits.ts'
import { birth } from './birth.ts'
import { death } from './death.ts'
import { simulator } from './simulator.ts'

/** Keeps the acts of civil status, not where people live: first to hear of births and deaths, never of a move. */
export const agency: RegisteredAgency = {
  id: agencyId('etat-civil'),
  name: { fr: 'Directeur de l’état civil', en: 'Directeur de l’état civil' },
  agreement: {
    basis: { fr: 'Code civil du Québec, art. 109', en: 'Civil Code of Québec, art. 109' },
    purpose: {
      fr: 'Dresser les actes de naissance et de décès.',
      en: 'Draw up acts of birth and death.',
    },
    attributes: [
      'name',
      'birthDate',
      'sex',
      'oldAddress',
      'child',
      'parents',
      'act',
      'effectiveOn',
      'dateOfDeath',
    ],
  },
  standing: 'agency',
  limits: usualLimits,
  hears: {
    'address-change': {
      code: 'register-of-acts',
      text: {
        fr: 'Le registre de l’état civil contient des actes et non l’adresse courante des personnes.',
        en: 'The register of civil status holds acts, not the current address of persons.',
      },
    },
    birth,
    death,
  },
  simulator,
}

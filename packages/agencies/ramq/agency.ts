import { agencyId } from '@unefois/domain/ids.ts'
import { days } from '../durations.ts'
import type { RegisteredAgency } from '../registered-agency.ts'
import { usualLimits } from '../usual-limits.ts'
import { addressChange } from './address-change.ts'
import { birth } from './birth.ts'
import { death } from './death.ts'
import { simulator } from './simulator.ts'

export const agency: RegisteredAgency = {
  id: agencyId('ramq'),
  name: {
    fr: 'Régie de l’assurance maladie du Québec (RAMQ)',
    en: 'Régie de l’assurance maladie du Québec (RAMQ)',
  },
  agreement: {
    basis: {
      fr: 'Règlement d’application de la Loi sur l’assurance maladie (RLRQ, c. A-29, r. 1), art. 26',
      en: 'Regulation respecting the application of the Health Insurance Act (CQLR, c. A-29, r. 1), s. 26',
    },
    purpose: {
      fr: 'Tenir à jour l’adresse des personnes assurées, inscrire les nouveau-nés et mettre fin à la couverture au décès.',
      en: 'Keep the address of insured persons up to date, register newborns and end the coverage at death.',
    },
    attributes: [
      'name',
      'birthDate',
      'nam',
      'newAddress',
      'mailingAddress',
      'effectiveOn',
      'child',
      'parents',
      'act',
      'dateOfDeath',
    ],
  },
  standing: 'agency',
  limits: { ...usualLimits, acknowledgeWithinMs: days(1) },
  hears: { 'address-change': addressChange, birth, death },
  simulator,
}

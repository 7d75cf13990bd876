import { agencyId } from '@unefois/domain/ids.ts'
import { days } from '../durations.ts'
import type { RegisteredAgency } from '../registered-agency.ts'
import { usualLimits } from '../usual-limits.ts'
import { addressChange } from './address-change.ts'
import { birth } from './birth.ts'
import { death } from './death.ts'
import { simulator } from './simulator.ts'

export const agency: RegisteredAgency = {
  id: agencyId('revenu'),
  name: { fr: 'Revenu Québec', en: 'Revenu Québec' },
  agreement: {
    basis: {
      fr: 'Loi sur l’accès (RLRQ, c. A-2.1), art. 68; entente de démonstration',
      en: 'Access Act (CQLR, c. A-2.1), s. 68; demonstration agreement',
    },
    purpose: {
      fr: 'Tenir à jour l’adresse et la situation familiale au dossier fiscal, et le clore au décès.',
      en: 'Keep the address and the family situation of the tax file up to date, and close it at death.',
    },
    attributes: [
      'name',
      'birthDate',
      'nas',
      'newAddress',
      'mailingAddress',
      'effectiveOn',
      'child',
      'parents',
      'dateOfDeath',
    ],
  },
  standing: 'agency',
  limits: { ...usualLimits, acknowledgeWithinMs: days(2) },
  hears: { 'address-change': addressChange, birth, death },
  simulator,
}

import { agencyId } from '@unefois/domain/ids.ts'
import { days } from '../durations.ts'
import type { RegisteredAgency } from '../registered-agency.ts'
import { usualLimits } from '../usual-limits.ts'
import { addressChange } from './address-change.ts'
import { birth } from './birth.ts'
import { death } from './death.ts'
import { simulator } from './simulator.ts'

export const agency: RegisteredAgency = {
  id: agencyId('mess'),
  name: {
    fr: 'Ministère de l’Emploi et de la Solidarité sociale',
    en: 'Ministère de l’Emploi et de la Solidarité sociale',
  },
  agreement: {
    basis: {
      fr: 'Loi sur l’accès (RLRQ, c. A-2.1), art. 68; entente de démonstration',
      en: 'Access Act (CQLR, c. A-2.1), s. 68; demonstration agreement',
    },
    purpose: {
      fr: 'Tenir à jour l’adresse de résidence et le ménage des prestataires d’aide financière, et y mettre fin au décès.',
      en: 'Keep the residential address and the household of recipients of financial assistance up to date, and end aid at death.',
    },
    attributes: [
      'name',
      'birthDate',
      'fileNumber',
      'newAddress',
      'effectiveOn',
      'child',
      'parents',
      'dateOfDeath',
    ],
  },
  standing: 'agency',
  limits: { ...usualLimits, acknowledgeWithinMs: days(5) },
  hears: { 'address-change': addressChange, birth, death },
  simulator,
}

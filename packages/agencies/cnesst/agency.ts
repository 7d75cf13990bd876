import { agencyId } from '@unefois/domain/ids.ts'
import { days } from '../durations.ts'
import type { RegisteredAgency } from '../registered-agency.ts'
import { usualLimits } from '../usual-limits.ts'
import { addressChange } from './address-change.ts'
import { death } from './death.ts'
import { simulator } from './simulator.ts'

export const agency: RegisteredAgency = {
  id: agencyId('cnesst'),
  name: { fr: 'CNESST', en: 'CNESST' },
  agreement: {
    basis: {
      fr: 'Loi sur l’accès (RLRQ, c. A-2.1), art. 68; entente de démonstration',
      en: 'Access Act (CQLR, c. A-2.1), s. 68; demonstration agreement',
    },
    purpose: {
      fr: 'Tenir à jour l’adresse au dossier de la personne, et le clore au décès.',
      en: 'Keep the address of the person’s file up to date, and close it at death.',
    },
    attributes: [
      'name',
      'birthDate',
      'fileNumber',
      'newAddress',
      'mailingAddress',
      'effectiveOn',
      'dateOfDeath',
    ],
  },
  standing: 'agency',
  limits: { ...usualLimits, acknowledgeWithinMs: days(5) },
  hears: {
    'address-change': addressChange,
    birth: {
      code: 'no-file-at-birth',
      text: {
        fr: 'Un nouveau-né n’a pas de dossier à la CNESST.',
        en: 'A newborn has no file at the CNESST.',
      },
    },
    death,
  },
  simulator,
}

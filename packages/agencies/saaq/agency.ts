import { agencyId } from '@unefois/domain/ids.ts'
import { days } from '../durations.ts'
import type { RegisteredAgency } from '../registered-agency.ts'
import { usualLimits } from '../usual-limits.ts'
import { addressChange } from './address-change.ts'
import { death } from './death.ts'
import { simulator } from './simulator.ts'

export const agency: RegisteredAgency = {
  id: agencyId('saaq'),
  name: {
    fr: 'Société de l’assurance automobile du Québec (SAAQ)',
    en: 'Société de l’assurance automobile du Québec (SAAQ)',
  },
  agreement: {
    basis: {
      fr: 'Code de la sécurité routière (RLRQ, c. C-24.2), art. 95',
      en: 'Highway Safety Code (CQLR, c. C-24.2), s. 95',
    },
    purpose: {
      fr: 'Tenir à jour l’adresse au dossier de permis de conduire et d’immatriculation, et mettre fin au permis au décès.',
      en: 'Keep the address of the driver’s licence and vehicle registration file up to date, and end the licence at death.',
    },
    attributes: ['name', 'birthDate', 'permis', 'newAddress', 'mailingAddress', 'effectiveOn', 'dateOfDeath'],
  },
  standing: 'agency',
  limits: { ...usualLimits, acknowledgeWithinMs: days(1) },
  hears: {
    'address-change': addressChange,
    birth: {
      code: 'no-licence-at-birth',
      text: {
        fr: 'Un nouveau-né n’a ni permis de conduire ni véhicule.',
        en: 'A newborn has neither a driver’s licence nor a vehicle.',
      },
    },
    death,
  },
  simulator,
}

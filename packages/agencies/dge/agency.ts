import { agencyId } from '@unefois/domain/ids.ts'
import { days } from '../durations.ts'
import type { RegisteredAgency } from '../registered-agency.ts'
import { usualLimits } from '../usual-limits.ts'
import { addressChange } from './address-change.ts'
import { death } from './death.ts'
import { simulator } from './simulator.ts'

export const agency: RegisteredAgency = {
  id: agencyId('dge'),
  name: { fr: 'Élections Québec', en: 'Élections Québec' },
  agreement: {
    basis: {
      fr: 'Loi sur l’accès (RLRQ, c. A-2.1), art. 68; entente de démonstration',
      en: 'Access Act (CQLR, c. A-2.1), s. 68; demonstration agreement',
    },
    purpose: {
      fr: 'Tenir à jour la liste électorale permanente : domicile des électeurs, radiation au décès.',
      en: 'Keep the permanent list of electors up to date: domicile of electors, striking off at death.',
    },
    attributes: ['name', 'birthDate', 'sex', 'oldAddress', 'newAddress', 'effectiveOn', 'dateOfDeath'],
  },
  standing: 'agency',
  limits: { ...usualLimits, acknowledgeWithinMs: days(2) },
  hears: {
    'address-change': addressChange,
    birth: {
      code: 'not-an-elector-at-birth',
      text: {
        fr: 'La liste électorale ne compte que des personnes de 18 ans et plus.',
        en: 'The list of electors holds only persons of 18 and over.',
      },
    },
    death,
  },
  simulator,
}

import { agencyId } from '@unefois/domain/ids.ts'
import { days } from '../durations.ts'
import type { RegisteredAgency } from '../registered-agency.ts'
import { usualLimits } from '../usual-limits.ts'
import { addressChange } from './address-change.ts'
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
      fr: 'Tenir à jour le domicile des électeurs sur la liste électorale permanente.',
      en: 'Keep the domicile of electors on the permanent list of electors up to date.',
    },
    attributes: ['name', 'birthDate', 'sex', 'oldAddress', 'newAddress', 'effectiveOn'],
  },
  limits: { ...usualLimits, acknowledgeWithinMs: days(2) },
  hears: { 'address-change': addressChange },
  simulator,
}

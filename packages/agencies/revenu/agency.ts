import { agencyId } from '@unefois/domain/ids.ts'
import { days } from '../durations.ts'
import type { RegisteredAgency } from '../registered-agency.ts'
import { usualLimits } from '../usual-limits.ts'
import { addressChange } from './address-change.ts'
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
      fr: 'Tenir à jour l’adresse au dossier fiscal.',
      en: 'Keep the address of the tax file up to date.',
    },
    attributes: ['name', 'birthDate', 'nas', 'newAddress', 'mailingAddress', 'effectiveOn'],
  },
  limits: { ...usualLimits, acknowledgeWithinMs: days(2) },
  hears: { 'address-change': addressChange },
  simulator,
}

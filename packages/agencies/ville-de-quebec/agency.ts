import { agencyId } from '@unefois/domain/ids.ts'
import { days } from '../durations.ts'
import type { RegisteredAgency } from '../registered-agency.ts'
import { usualLimits } from '../usual-limits.ts'
import { addressChange } from './address-change.ts'
import { simulator } from './simulator.ts'

export const agency: RegisteredAgency = {
  id: agencyId('ville-de-quebec'),
  name: {
    fr: 'Ville de Québec',
    en: 'Ville de Québec',
  },
  agreement: {
    basis: {
      fr: 'Consentement de la personne (RLRQ, c. A-2.1, art. 53); entente de démonstration',
      en: 'Consent of the person (CQLR, c. A-2.1, s. 53); demonstration agreement',
    },
    purpose: {
      fr: 'Tenir à jour l’adresse des résidents auprès des services municipaux.',
      en: 'Keep the address of residents up to date with municipal services.',
    },
    attributes: ['name', 'newAddress', 'effectiveOn', 'consent'],
  },
  standing: 'partner',
  limits: { ...usualLimits, acknowledgeWithinMs: days(5) },
  hears: {
    'address-change': addressChange,
    birth: {
      code: 'not-concerned',
      text: {
        fr: 'La Ville n’est pas informée des naissances.',
        en: 'The city is not told of births.',
      },
    },
    death: {
      code: 'not-concerned',
      text: {
        fr: 'La Ville n’est pas informée des décès.',
        en: 'The city is not told of deaths.',
      },
    },
  },
  simulator,
}

import { agencyId } from '@unefois/domain/ids.ts'
import { days } from '../durations.ts'
import type { RegisteredAgency } from '../registered-agency.ts'
import { usualLimits } from '../usual-limits.ts'
import { addressChange } from './address-change.ts'
import { simulator } from './simulator.ts'

export const agency: RegisteredAgency = {
  id: agencyId('hydro-quebec'),
  name: {
    fr: 'Hydro-Québec',
    en: 'Hydro-Québec',
  },
  agreement: {
    basis: {
      fr: 'Consentement de la personne (RLRQ, c. A-2.1, art. 53); entente de démonstration',
      en: 'Consent of the person (CQLR, c. A-2.1, s. 53); demonstration agreement',
    },
    purpose: {
      fr: 'Transférer le service d’électricité à la nouvelle adresse.',
      en: 'Transfer the electricity service to the new address.',
    },
    attributes: ['name', 'oldAddress', 'newAddress', 'effectiveOn', 'contact', 'consent'],
  },
  standing: 'partner',
  limits: { ...usualLimits, acknowledgeWithinMs: days(2) },
  hears: {
    'address-change': addressChange,
    birth: {
      code: 'not-concerned',
      text: {
        fr: 'Hydro-Québec n’est pas informée des naissances.',
        en: 'Hydro-Québec is not told of births.',
      },
    },
    death: {
      code: 'not-concerned',
      text: {
        fr: 'Hydro-Québec n’est pas informée des décès.',
        en: 'Hydro-Québec is not told of deaths.',
      },
    },
  },
  simulator,
}

import { agencyId } from '@unefois/domain/ids.ts'
import { days } from '../durations.ts'
import type { RegisteredAgency } from '../registered-agency.ts'
import { usualLimits } from '../usual-limits.ts'
import { addressChange } from './address-change.ts'
import { birth } from './birth.ts'
import { death } from './death.ts'
import { simulator } from './simulator.ts'

export const agency: RegisteredAgency = {
  id: agencyId('cra'),
  name: {
    fr: 'Agence du revenu du Canada',
    en: 'Canada Revenue Agency',
  },
  agreement: {
    basis: {
      fr: 'Consentement de la personne (RLRQ, c. A-2.1, art. 53); entente de démonstration',
      en: 'Consent of the person (CQLR, c. A-2.1, s. 53); demonstration agreement',
    },
    purpose: {
      fr: 'Tenir à jour l’adresse au dossier fiscal fédéral, verser l’allocation pour enfants et clore le dossier au décès.',
      en: 'Keep the address of the federal tax file up to date, pay the child benefit and close the file at death.',
    },
    attributes: [
      'name',
      'birthDate',
      'nas',
      'newAddress',
      'mailingAddress',
      'effectiveOn',
      'consent',
      'child',
      'parents',
      'act',
      'dateOfDeath',
    ],
  },
  standing: 'partner',
  limits: { ...usualLimits, acknowledgeWithinMs: days(5) },
  hears: { 'address-change': addressChange, birth, death },
  simulator,
}

import { notTold, told } from '@unefois/domain/agency.ts'
import { ageOn } from '@unefois/quebec/quebec-time.ts'
import { Address } from '@unefois/schemas/fields/address.ts'
import { Contact } from '@unefois/schemas/fields/contact.ts'
import { GivenConsent } from '@unefois/schemas/fields/given-consent.ts'
import { IsoDate } from '@unefois/schemas/fields/iso-date.ts'
import { Name } from '@unefois/schemas/fields/name.ts'
import { z } from 'zod'
import { agreedTo, consentToPass } from '../consent-to-pass.ts'
import { hears } from '../hears.ts'
import { partnerRefusals } from '../partner-refusals.ts'
import { pick } from '../pick.ts'

/** A utility: told by consent, of adults (a minor holds no account), and without any identifier or birth date. */
export const addressChange = hears('address-change', {
  attributes: ['name', 'oldAddress', 'newAddress', 'effectiveOn', 'contact', 'consent'],

  told: {
    requested: {
      fr: 'Le déclarant a demandé qu’Hydro-Québec soit informée.',
      en: 'The declarant has asked that Hydro-Québec be told.',
    },
  },
  notTold: {
    ...partnerRefusals,
    'under-18': {
      fr: 'Cette personne aura moins de 18 ans : elle n’a pas de compte à Hydro-Québec.',
      en: 'This person will be under 18: they have no account with Hydro-Québec.',
    },
  },
  concern: ({ person, move, partners }) => {
    if (!agreedTo(partners, 'hydro-quebec')) return notTold('not-requested')
    if (person.confidentialAddress === true) return notTold('confidential-address')
    return ageOn(person.birthDate, move.effectiveOn) < 18 ? notTold('under-18') : told('requested')
  },

  payload: z.strictObject({
    name: Name,
    oldAddress: Address,
    newAddress: Address,
    effectiveOn: IsoDate,
    contact: Contact.optional(),
    consent: GivenConsent,
  }),

  transform: (view) => ({
    ...pick(view.person, 'name'),
    ...pick(view.move, 'oldAddress', 'newAddress', 'effectiveOn'),
    ...pick(view, 'contact'),
    consent: consentToPass(view),
  }),
})

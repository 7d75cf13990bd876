import { notTold, told } from '@unefois/domain/agency.ts'
import { Address } from '@unefois/schemas/fields/address.ts'
import { GivenConsent } from '@unefois/schemas/fields/given-consent.ts'
import { IsoDate } from '@unefois/schemas/fields/iso-date.ts'
import { Name } from '@unefois/schemas/fields/name.ts'
import { Nas } from '@unefois/schemas/fields/nas.ts'
import { z } from 'zod'
import { agreedTo, consentToPass } from '../consent-to-pass.ts'
import { hears } from '../hears.ts'
import { partnerRefusals } from '../partner-refusals.ts'
import { pick } from '../pick.ts'

/** Federal, and no part of Québec’s own service: told of a move when the declarant asks for it. It knows people by NAS. */
export const addressChange = hears('address-change', {
  attributes: ['name', 'birthDate', 'nas', 'newAddress', 'mailingAddress', 'effectiveOn', 'consent'],

  told: {
    requested: {
      fr: 'Le déclarant a demandé que l’Agence du revenu du Canada soit informée.',
      en: 'The declarant has asked that the Canada Revenue Agency be told.',
    },
  },
  notTold: {
    ...partnerRefusals,
    'no-nas': {
      fr: 'Aucun numéro d’assurance sociale n’est indiqué pour cette personne.',
      en: 'No social insurance number is given for this person.',
    },
  },
  concern: ({ person, partners }) => {
    if (!agreedTo(partners, 'cra')) return notTold('not-requested')
    if (person.confidentialAddress === true) return notTold('confidential-address')
    return person.identifiers.nas ? told('requested') : notTold('no-nas')
  },

  payload: z.strictObject({
    name: Name,
    birthDate: IsoDate,
    nas: Nas,
    newAddress: Address,
    mailingAddress: Address.optional(),
    effectiveOn: IsoDate,
    consent: GivenConsent,
  }),

  transform: (view) => ({
    ...pick(view.person, 'name', 'birthDate'),
    ...pick(view.person.identifiers, 'nas'),
    ...pick(view.move, 'newAddress', 'mailingAddress', 'effectiveOn'),
    consent: consentToPass(view),
  }),
})

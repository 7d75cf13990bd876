import { notTold, told } from '@unefois/domain/agency.ts'
import type { Move } from '@unefois/domain/declarations/address-change.ts'
import { Address } from '@unefois/schemas/fields/address.ts'
import { GivenConsent } from '@unefois/schemas/fields/given-consent.ts'
import { IsoDate } from '@unefois/schemas/fields/iso-date.ts'
import { Name } from '@unefois/schemas/fields/name.ts'
import { z } from 'zod'
import { agreedTo, consentToPass } from '../consent-to-pass.ts'
import { hears } from '../hears.ts'
import { partnerRefusals } from '../partner-refusals.ts'
import { pick } from '../pick.ts'

/** An address whose municipality is not known for certain may be anywhere, here too. */
const isElsewhere = ({ record }: Move['newAddress']): boolean =>
  record !== undefined && record.municipality !== '' && record.municipality !== 'Québec'

/** A municipality, for demonstration: told by consent who comes, who leaves and who moves within it. */
export const addressChange = hears('address-change', {
  attributes: ['name', 'newAddress', 'effectiveOn', 'consent'],

  told: {
    requested: {
      fr: 'Le déclarant a demandé que la Ville de Québec soit informée.',
      en: 'The declarant has asked that the Ville de Québec be told.',
    },
  },
  notTold: {
    ...partnerRefusals,
    elsewhere: {
      fr: 'Ni l’ancienne ni la nouvelle adresse n’est à Québec.',
      en: 'Neither the old nor the new address is in Québec City.',
    },
  },
  concern: ({ person, move, partners }) => {
    if (!agreedTo(partners, 'ville-de-quebec')) return notTold('not-requested')
    if (person.confidentialAddress === true) return notTold('confidential-address')
    const outside = [move.oldAddress, move.newAddress].every(isElsewhere)
    return outside ? notTold('elsewhere') : told('requested')
  },

  payload: z.strictObject({
    name: Name,
    newAddress: Address,
    effectiveOn: IsoDate,
    consent: GivenConsent,
  }),

  transform: (view) => ({
    ...pick(view.person, 'name'),
    ...pick(view.move, 'newAddress', 'effectiveOn'),
    consent: consentToPass(view),
  }),
})

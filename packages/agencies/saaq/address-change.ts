import { notTold, told } from '@unefois/domain/agency.ts'
import { Address } from '@unefois/schemas/fields/address.ts'
import { IsoDate } from '@unefois/schemas/fields/iso-date.ts'
import { Name } from '@unefois/schemas/fields/name.ts'
import { Permis } from '@unefois/schemas/fields/permis.ts'
import { z } from 'zod'
import { hears } from '../hears.ts'
import { pick } from '../pick.ts'

/** Holders of a permis owe the SAAQ their new address within 30 days (Code de la sécurité routière, s. 95). */
export const addressChange = hears('address-change', {
  attributes: ['name', 'birthDate', 'permis', 'newAddress', 'mailingAddress', 'effectiveOn'],

  told: {
    'holder-of-permis': {
      fr: 'Un numéro de permis de conduire est indiqué : la SAAQ doit connaître la nouvelle adresse dans les 30 jours.',
      en: 'A driver’s licence number is given: the SAAQ must know the new address within 30 days.',
    },
  },
  notTold: {
    'no-permis': {
      fr: 'Aucun numéro de permis de conduire n’est indiqué pour cette personne.',
      en: 'No driver’s licence number is given for this person.',
    },
  },
  concern: ({ person }) => (person.identifiers.permis ? told('holder-of-permis') : notTold('no-permis')),

  payload: z.strictObject({
    name: Name,
    birthDate: IsoDate,
    permis: Permis,
    newAddress: Address,
    mailingAddress: Address.optional(),
    effectiveOn: IsoDate,
  }),

  transform: ({ person, move }) => ({
    ...pick(person, 'name', 'birthDate'),
    ...pick(person.identifiers, 'permis'),
    ...pick(move, 'newAddress', 'mailingAddress', 'effectiveOn'),
  }),
})

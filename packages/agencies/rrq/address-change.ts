import { notTold, told } from '@unefois/domain/agency.ts'
import { Address } from '@unefois/schemas/fields/address.ts'
import { IsoDate } from '@unefois/schemas/fields/iso-date.ts'
import { Name } from '@unefois/schemas/fields/name.ts'
import { Nas } from '@unefois/schemas/fields/nas.ts'
import { z } from 'zod'
import { hears } from '../hears.ts'
import { pick } from '../pick.ts'

/** Retraite Québec knows its participants and pensioners by NAS, and writes to them. */
export const addressChange = hears('address-change', {
  attributes: ['name', 'birthDate', 'nas', 'newAddress', 'mailingAddress', 'effectiveOn'],

  told: {
    'holder-of-nas': {
      fr: 'Un numéro d’assurance sociale est indiqué : Retraite Québec s’en sert pour reconnaître ses participants et bénéficiaires.',
      en: 'A social insurance number is given: Retraite Québec uses it to recognize its contributors and beneficiaries.',
    },
  },
  notTold: {
    'no-nas': {
      fr: 'Aucun numéro d’assurance sociale n’est indiqué pour cette personne.',
      en: 'No social insurance number is given for this person.',
    },
  },
  concern: ({ person }) => (person.identifiers.nas ? told('holder-of-nas') : notTold('no-nas')),

  payload: z.strictObject({
    name: Name,
    birthDate: IsoDate,
    nas: Nas,
    newAddress: Address,
    mailingAddress: Address.optional(),
    effectiveOn: IsoDate,
  }),

  transform: ({ person, move }) => ({
    ...pick(person, 'name', 'birthDate'),
    ...pick(person.identifiers, 'nas'),
    ...pick(move, 'newAddress', 'mailingAddress', 'effectiveOn'),
  }),
})

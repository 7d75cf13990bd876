import { notTold, told } from '@unefois/domain/agency.ts'
import { Address } from '@unefois/schemas/fields/address.ts'
import { IsoDate } from '@unefois/schemas/fields/iso-date.ts'
import { Nam } from '@unefois/schemas/fields/nam.ts'
import { Name } from '@unefois/schemas/fields/name.ts'
import { z } from 'zod'
import { hears } from '../hears.ts'
import { pick } from '../pick.ts'

/** Insured persons owe the RAMQ their new address within 30 days (A-29, r. 1, s. 26); it knows them by NAM. */
export const addressChange = hears('address-change', {
  attributes: ['name', 'birthDate', 'nam', 'newAddress', 'mailingAddress', 'effectiveOn'],

  told: {
    'holder-of-nam': {
      fr: 'Un numéro d’assurance maladie est indiqué : la RAMQ doit connaître la nouvelle adresse dans les 30 jours.',
      en: 'A health insurance number is given: the RAMQ must know the new address within 30 days.',
    },
  },
  notTold: {
    'no-nam': {
      fr: 'Aucun numéro d’assurance maladie n’est indiqué pour cette personne.',
      en: 'No health insurance number is given for this person.',
    },
  },
  concern: ({ person }) => (person.identifiers.nam ? told('holder-of-nam') : notTold('no-nam')),

  payload: z.strictObject({
    name: Name,
    birthDate: IsoDate,
    nam: Nam,
    newAddress: Address,
    mailingAddress: Address.optional(),
    effectiveOn: IsoDate,
  }),

  transform: ({ person, move }) => ({
    ...pick(person, 'name', 'birthDate'),
    ...pick(person.identifiers, 'nam'),
    ...pick(move, 'newAddress', 'mailingAddress', 'effectiveOn'),
  }),
})

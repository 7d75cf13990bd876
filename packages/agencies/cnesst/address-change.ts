import { notTold, told } from '@unefois/domain/agency.ts'
import { Address } from '@unefois/schemas/fields/address.ts'
import { FileNumber } from '@unefois/schemas/fields/file-number.ts'
import { IsoDate } from '@unefois/schemas/fields/iso-date.ts'
import { Name } from '@unefois/schemas/fields/name.ts'
import { z } from 'zod'
import { fileNumber } from '../file-number.ts'
import { hears } from '../hears.ts'
import { pick } from '../pick.ts'

/** The CNESST hears of moves of those with a file there, by that file number alone. */
export const addressChange = hears('address-change', {
  attributes: ['name', 'birthDate', 'fileNumber', 'newAddress', 'mailingAddress', 'effectiveOn'],

  told: {
    'holder-of-file': {
      fr: 'Un numéro de dossier à la CNESST est indiqué : elle doit savoir où joindre cette personne.',
      en: 'A CNESST file number is given: it must know where to reach this person.',
    },
  },
  notTold: {
    'no-file-number': {
      fr: 'Aucun numéro de dossier à la CNESST n’est indiqué pour cette personne.',
      en: 'No CNESST file number is given for this person.',
    },
  },
  concern: ({ person }) =>
    'fileNumber' in fileNumber(person, 'cnesst') ? told('holder-of-file') : notTold('no-file-number'),

  payload: z.strictObject({
    name: Name,
    birthDate: IsoDate,
    fileNumber: FileNumber,
    newAddress: Address,
    mailingAddress: Address.optional(),
    effectiveOn: IsoDate,
  }),

  transform: ({ person, move }) => ({
    ...pick(person, 'name', 'birthDate'),
    ...fileNumber(person, 'cnesst'),
    ...pick(move, 'newAddress', 'mailingAddress', 'effectiveOn'),
  }),
})

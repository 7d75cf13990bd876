import { notTold, told } from '@unefois/domain/agency.ts'
import { isPostOfficeBox } from '@unefois/quebec/is-post-office-box.ts'
import { Address } from '@unefois/schemas/fields/address.ts'
import { FileNumber } from '@unefois/schemas/fields/file-number.ts'
import { IsoDate } from '@unefois/schemas/fields/iso-date.ts'
import { Name } from '@unefois/schemas/fields/name.ts'
import { z } from 'zod'
import { fileNumber } from '../file-number.ts'
import { hears } from '../hears.ts'
import { pick } from '../pick.ts'

/** The ministry hears of moves of those with a file there, and of their residence only: aid depends on where one lives. */
export const addressChange = hears('address-change', {
  attributes: ['name', 'birthDate', 'fileNumber', 'newAddress', 'effectiveOn'],

  told: {
    'holder-of-file': {
      fr: 'Un numéro de dossier d’aide financière est indiqué : le ministère doit connaître l’adresse de résidence.',
      en: 'A financial assistance file number is given: the ministry must know the residential address.',
    },
  },
  notTold: {
    'no-file-number': {
      fr: 'Aucun numéro de dossier d’aide financière n’est indiqué pour cette personne.',
      en: 'No financial assistance file number is given for this person.',
    },
    'po-box-without-reason': {
      fr: 'Le ministère n’accepte une case postale que pour un motif sérieux, et aucun n’est indiqué.',
      en: 'The ministry takes a post office box only for a serious reason, and none is given.',
    },
  },
  concern: ({ person, move }) => {
    if (!('fileNumber' in fileNumber(person, 'mess'))) return notTold('no-file-number')
    const refused = isPostOfficeBox(move.newAddress) && move.poBoxReason === undefined
    return refused ? notTold('po-box-without-reason') : told('holder-of-file')
  },

  payload: z.strictObject({
    name: Name,
    birthDate: IsoDate,
    fileNumber: FileNumber,
    newAddress: Address,
    effectiveOn: IsoDate,
  }),

  transform: ({ person, move }) => ({
    ...pick(person, 'name', 'birthDate'),
    ...fileNumber(person, 'mess'),
    ...pick(move, 'newAddress', 'effectiveOn'),
  }),
})

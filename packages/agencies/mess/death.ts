import { sharedWith } from '@unefois/domain/act.ts'
import { notTold, told } from '@unefois/domain/agency.ts'
import { FileNumber } from '@unefois/schemas/fields/file-number.ts'
import { IsoDate } from '@unefois/schemas/fields/iso-date.ts'
import { Name } from '@unefois/schemas/fields/name.ts'
import { z } from 'zod'
import { fileNumber } from '../file-number.ts'
import { hears } from '../hears.ts'
import { pick } from '../pick.ts'

/** Aid ends with death. Told only when asked, and only of those with a file there. */
export const death = hears('death', {
  attributes: ['name', 'birthDate', 'fileNumber', 'dateOfDeath'],

  told: {
    'holder-of-file': {
      fr: 'Le déclarant l’a demandé, et un numéro de dossier d’aide financière est indiqué.',
      en: 'The declarant has asked for it, and a financial assistance file number is given.',
    },
  },
  notTold: {
    'not-requested': {
      fr: 'Le déclarant n’a pas demandé que cet organisme soit informé.',
      en: 'The declarant has not asked that this body be told.',
    },
    'no-file-number': {
      fr: 'Aucun numéro de dossier d’aide financière n’est indiqué pour la personne décédée.',
      en: 'No financial assistance file number is given for the deceased.',
    },
  },
  concern: ({ person, sharing }) => {
    if (!sharedWith(sharing, 'mess')) return notTold('not-requested')
    return 'fileNumber' in fileNumber(person, 'mess') ? told('holder-of-file') : notTold('no-file-number')
  },

  services: ['aide-financiere'],

  payload: z.strictObject({ name: Name, birthDate: IsoDate, fileNumber: FileNumber, dateOfDeath: IsoDate }),

  transform: ({ person, death }) => ({
    ...pick(person, 'name', 'birthDate'),
    ...fileNumber(person, 'mess'),
    dateOfDeath: death.date,
  }),
})

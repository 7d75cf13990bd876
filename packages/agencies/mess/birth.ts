import { sharedWith } from '@unefois/domain/act.ts'
import { notTold, told } from '@unefois/domain/agency.ts'
import { FileNumber } from '@unefois/schemas/fields/file-number.ts'
import { IsoDate } from '@unefois/schemas/fields/iso-date.ts'
import { Name } from '@unefois/schemas/fields/name.ts'
import { z } from 'zod'
import { fileNumber } from '../file-number.ts'
import { hears } from '../hears.ts'
import { pick } from '../pick.ts'

const Child = z.strictObject({ name: Name, birthDate: IsoDate })
const Parent = z.strictObject({ name: Name, birthDate: IsoDate, fileNumber: FileNumber })

/** A child changes the household on which aid is reckoned. Told only when asked, and only of parents with a file. */
export const birth = hears('birth', {
  attributes: ['child', 'parents', 'effectiveOn'],

  told: {
    'holder-of-file': {
      fr: 'Le déclarant l’a demandé, et un parent a un dossier d’aide financière : son ménage change.',
      en: 'The declarant has asked for it, and a parent has a financial assistance file: their household changes.',
    },
  },
  notTold: {
    'not-requested': {
      fr: 'Le déclarant n’a pas demandé que cet organisme soit informé.',
      en: 'The declarant has not asked that this body be told.',
    },
    'no-file-number': {
      fr: 'Aucun numéro de dossier d’aide financière n’est indiqué pour les parents.',
      en: 'No financial assistance file number is given for the parents.',
    },
  },
  concern: ({ sharing, parents }) => {
    if (!sharedWith(sharing, 'mess')) return notTold('not-requested')
    const withFile = parents.some((parent) => 'fileNumber' in fileNumber(parent, 'mess'))
    return withFile ? told('holder-of-file') : notTold('no-file-number')
  },

  services: ['aide-financiere'],

  payload: z.strictObject({ child: Child, parents: z.array(Parent).min(1).max(2), effectiveOn: IsoDate }),

  transform: ({ child, parents }) => ({
    child: pick(child, 'name', 'birthDate'),
    parents: parents.flatMap((parent) => {
      const number = fileNumber(parent, 'mess').fileNumber
      return number === undefined ? [] : [{ ...pick(parent, 'name', 'birthDate'), fileNumber: number }]
    }),
    effectiveOn: child.birthDate,
  }),
})

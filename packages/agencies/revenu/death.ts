import { notTold, told } from '@unefois/domain/agency.ts'
import { IsoDate } from '@unefois/schemas/fields/iso-date.ts'
import { Name } from '@unefois/schemas/fields/name.ts'
import { Nas } from '@unefois/schemas/fields/nas.ts'
import { z } from 'zod'
import { hears } from '../hears.ts'
import { pick } from '../pick.ts'

/** A last return is owed for whoever had a tax file. */
export const death = hears('death', {
  attributes: ['name', 'birthDate', 'nas', 'dateOfDeath'],

  told: {
    'holder-of-nas': {
      fr: 'Un numéro d’assurance sociale est indiqué : une dernière déclaration de revenus est à prévoir.',
      en: 'A social insurance number is given: a final tax return will be due.',
    },
  },
  notTold: {
    'no-nas': {
      fr: 'Aucun numéro d’assurance sociale n’est indiqué pour la personne décédée.',
      en: 'No social insurance number is given for the deceased.',
    },
  },
  concern: ({ person }) => (person.identifiers.nas ? told('holder-of-nas') : notTold('no-nas')),

  payload: z.strictObject({ name: Name, birthDate: IsoDate, nas: Nas, dateOfDeath: IsoDate }),

  transform: ({ person, death }) => ({
    ...pick(person, 'name', 'birthDate'),
    ...pick(person.identifiers, 'nas'),
    dateOfDeath: death.date,
  }),
})

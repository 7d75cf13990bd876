import { notTold, told } from '@unefois/domain/agency.ts'
import { IsoDate } from '@unefois/schemas/fields/iso-date.ts'
import { Nam } from '@unefois/schemas/fields/nam.ts'
import { Name } from '@unefois/schemas/fields/name.ts'
import { z } from 'zod'
import { hears } from '../hears.ts'
import { pick } from '../pick.ts'

/** Coverage ends with death; the RAMQ needs no card back. */
export const death = hears('death', {
  attributes: ['name', 'birthDate', 'nam', 'dateOfDeath'],

  told: {
    'holder-of-nam': {
      fr: 'Un numéro d’assurance maladie est indiqué : la RAMQ met fin à la couverture.',
      en: 'A health insurance number is given: the RAMQ ends the coverage.',
    },
  },
  notTold: {
    'no-nam': {
      fr: 'Aucun numéro d’assurance maladie n’est indiqué pour la personne décédée.',
      en: 'No health insurance number is given for the deceased.',
    },
  },
  concern: ({ person }) => (person.identifiers.nam ? told('holder-of-nam') : notTold('no-nam')),

  services: ['assurance-maladie'],

  payload: z.strictObject({ name: Name, birthDate: IsoDate, nam: Nam, dateOfDeath: IsoDate }),

  transform: ({ person, death }) => ({
    ...pick(person, 'name', 'birthDate'),
    ...pick(person.identifiers, 'nam'),
    dateOfDeath: death.date,
  }),
})

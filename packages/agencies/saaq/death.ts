import { notTold, told } from '@unefois/domain/agency.ts'
import { IsoDate } from '@unefois/schemas/fields/iso-date.ts'
import { Name } from '@unefois/schemas/fields/name.ts'
import { Permis } from '@unefois/schemas/fields/permis.ts'
import { z } from 'zod'
import { hears } from '../hears.ts'
import { pick } from '../pick.ts'

/** The SAAQ ends the licence and marks the vehicles of those who held one. */
export const death = hears('death', {
  attributes: ['name', 'birthDate', 'permis', 'dateOfDeath'],

  told: {
    'holder-of-permis': {
      fr: 'Un numéro de permis de conduire est indiqué : la SAAQ met fin au permis et signale les véhicules.',
      en: 'A driver’s licence number is given: the SAAQ ends the licence and marks the vehicles.',
    },
  },
  notTold: {
    'no-permis': {
      fr: 'Aucun numéro de permis de conduire n’est indiqué pour la personne décédée.',
      en: 'No driver’s licence number is given for the deceased.',
    },
  },
  concern: ({ person }) => (person.identifiers.permis ? told('holder-of-permis') : notTold('no-permis')),

  services: ['permis-et-immatriculation'],

  payload: z.strictObject({ name: Name, birthDate: IsoDate, permis: Permis, dateOfDeath: IsoDate }),

  transform: ({ person, death }) => ({
    ...pick(person, 'name', 'birthDate'),
    ...pick(person.identifiers, 'permis'),
    dateOfDeath: death.date,
  }),
})

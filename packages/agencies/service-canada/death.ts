import { sharedWith } from '@unefois/domain/act.ts'
import { notTold, told } from '@unefois/domain/agency.ts'
import { IsoDate } from '@unefois/schemas/fields/iso-date.ts'
import { Name } from '@unefois/schemas/fields/name.ts'
import { Nas } from '@unefois/schemas/fields/nas.ts'
import { z } from 'zod'
import { hears } from '../hears.ts'
import { pick } from '../pick.ts'

/** Federal pensions end. Told only when the simplified transmission is asked for. */
export const death = hears('death', {
  attributes: ['name', 'birthDate', 'nas', 'dateOfDeath'],

  told: {
    requested: {
      fr: 'Le déclarant a demandé que Service Canada soit informé.',
      en: 'The declarant has asked that Service Canada be told.',
    },
  },
  notTold: {
    'not-requested': {
      fr: 'Le déclarant n’a pas demandé que cet organisme soit informé.',
      en: 'The declarant has not asked that this body be told.',
    },
    'no-nas': {
      fr: 'Aucun numéro d’assurance sociale n’est indiqué pour la personne décédée.',
      en: 'No social insurance number is given for the deceased.',
    },
  },
  concern: ({ person, sharing }) => {
    if (!sharedWith(sharing, 'service-canada')) return notTold('not-requested')
    return person.identifiers.nas ? told('requested') : notTold('no-nas')
  },

  services: ['pensions-federales'],

  payload: z.strictObject({ name: Name, birthDate: IsoDate, nas: Nas, dateOfDeath: IsoDate }),

  transform: ({ person, death }) => ({
    ...pick(person, 'name', 'birthDate'),
    ...pick(person.identifiers, 'nas'),
    dateOfDeath: death.date,
  }),
})

import { notTold, told } from '@unefois/domain/agency.ts'
import { IsoDate } from '@unefois/schemas/fields/iso-date.ts'
import { Name } from '@unefois/schemas/fields/name.ts'
import { Nas } from '@unefois/schemas/fields/nas.ts'
import { z } from 'zod'
import { hears } from '../hears.ts'
import { pick } from '../pick.ts'

/** Payments stop before they must be claimed back, and survivors’ benefits can follow. CARRA is part of it since 2016. */
export const death = hears('death', {
  attributes: ['name', 'birthDate', 'nas', 'dateOfDeath'],

  told: {
    'holder-of-nas': {
      fr: 'Un numéro d’assurance sociale est indiqué : Retraite Québec cesse les versements et examine les droits des proches.',
      en: 'A social insurance number is given: Retraite Québec stops payments and looks at what survivors may receive.',
    },
  },
  notTold: {
    'no-nas': {
      fr: 'Aucun numéro d’assurance sociale n’est indiqué pour la personne décédée.',
      en: 'No social insurance number is given for the deceased.',
    },
  },
  concern: ({ person }) => (person.identifiers.nas ? told('holder-of-nas') : notTold('no-nas')),

  services: ['regime-de-rentes', 'regimes-de-retraite-publics'],

  payload: z.strictObject({ name: Name, birthDate: IsoDate, nas: Nas, dateOfDeath: IsoDate }),

  transform: ({ person, death }) => ({
    ...pick(person, 'name', 'birthDate'),
    ...pick(person.identifiers, 'nas'),
    dateOfDeath: death.date,
  }),
})

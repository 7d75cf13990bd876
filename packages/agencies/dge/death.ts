import { notTold, told } from '@unefois/domain/agency.ts'
import { ageOn } from '@unefois/quebec/quebec-time.ts'
import { Address } from '@unefois/schemas/fields/address.ts'
import { IsoDate } from '@unefois/schemas/fields/iso-date.ts'
import { Name } from '@unefois/schemas/fields/name.ts'
import { Sex } from '@unefois/schemas/fields/sex.ts'
import { z } from 'zod'
import { hears } from '../hears.ts'
import { pick } from '../pick.ts'

/**
 * Whoever was of age may stand on the list of electors; Élections Québec strikes off whom it finds. A death says
 * little of citizenship, so that only those known not to be citizens are left out. The list is kept by domicile,
 * yet name, birth date and sex find a protected person too: their domicile stays here.
 */
export const death = hears('death', {
  attributes: ['name', 'birthDate', 'sex', 'oldAddress', 'dateOfDeath'],

  told: {
    'of-age': {
      fr: 'La personne décédée avait 18 ans ou plus : son nom est à retirer de la liste électorale s’il y figure.',
      en: 'The deceased was 18 or over: the name is to be struck off the list of electors if it is there.',
    },
  },
  notTold: {
    'under-18': {
      fr: 'La personne décédée avait moins de 18 ans.',
      en: 'The deceased was under 18.',
    },
    'not-a-citizen': {
      fr: 'La personne décédée n’avait pas la citoyenneté canadienne.',
      en: 'The deceased was not a Canadian citizen.',
    },
  },
  concern: ({ person, death }) => {
    if (ageOn(person.birthDate, death.date) < 18) return notTold('under-18')
    return person.canadianCitizen === false ? notTold('not-a-citizen') : told('of-age')
  },

  payload: z.strictObject({
    name: Name,
    birthDate: IsoDate,
    sex: Sex,
    oldAddress: Address.optional(),
    dateOfDeath: IsoDate,
  }),

  transform: ({ person, death }) => ({
    ...pick(person, 'name', 'birthDate', 'sex'),
    ...(person.confidentialAddress !== true && { oldAddress: person.lastDomicile }),
    dateOfDeath: death.date,
  }),
})

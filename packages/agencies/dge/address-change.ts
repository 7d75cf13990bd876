import { notTold, told } from '@unefois/domain/agency.ts'
import { ageOn } from '@unefois/quebec/quebec-time.ts'
import { Address } from '@unefois/schemas/fields/address.ts'
import { IsoDate } from '@unefois/schemas/fields/iso-date.ts'
import { Name } from '@unefois/schemas/fields/name.ts'
import { Sex } from '@unefois/schemas/fields/sex.ts'
import { z } from 'zod'
import { hears } from '../hears.ts'
import { pick } from '../pick.ts'

/** Electors are citizens of 18 and over; the list is kept by domicile, so no mailing address goes there. */
export const addressChange = hears('address-change', {
  attributes: ['name', 'birthDate', 'sex', 'oldAddress', 'newAddress', 'effectiveOn'],

  told: {
    elector: {
      fr: 'Cette personne a la citoyenneté canadienne et aura 18 ans ou plus : son domicile détermine où elle vote.',
      en: 'This person is a Canadian citizen and will be 18 or over: their domicile decides where they vote.',
    },
  },
  notTold: {
    'under-18': {
      fr: 'Cette personne aura moins de 18 ans à la date du changement.',
      en: 'This person will be under 18 on the date of the change.',
    },
    'not-a-citizen': {
      fr: 'Cette personne n’a pas la citoyenneté canadienne.',
      en: 'This person is not a Canadian citizen.',
    },
    'citizenship-unknown': {
      fr: 'Rien n’indique si cette personne a la citoyenneté canadienne.',
      en: 'Nothing says whether this person is a Canadian citizen.',
    },
  },
  concern: ({ person, move }) => {
    if (ageOn(person.birthDate, move.effectiveOn) < 18) return notTold('under-18')
    if (person.canadianCitizen === undefined) return notTold('citizenship-unknown')
    return person.canadianCitizen ? told('elector') : notTold('not-a-citizen')
  },

  payload: z.strictObject({
    name: Name,
    birthDate: IsoDate,
    sex: Sex,
    oldAddress: Address,
    newAddress: Address,
    effectiveOn: IsoDate,
  }),

  transform: ({ person, move }) => ({
    ...pick(person, 'name', 'birthDate', 'sex'),
    ...pick(move, 'oldAddress', 'newAddress', 'effectiveOn'),
  }),
})

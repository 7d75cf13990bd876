import { notTold, told } from '@unefois/domain/agency.ts'
import { Address } from '@unefois/schemas/fields/address.ts'
import { Contact } from '@unefois/schemas/fields/contact.ts'
import { IsoDate } from '@unefois/schemas/fields/iso-date.ts'
import { Name } from '@unefois/schemas/fields/name.ts'
import { Place } from '@unefois/schemas/fields/place.ts'
import { Sex } from '@unefois/schemas/fields/sex.ts'
import { TimeOfDay } from '@unefois/schemas/fields/time-of-day.ts'
import { z } from 'zod'
import { hears } from '../hears.ts'
import { pick } from '../pick.ts'

const Act = z.strictObject({
  birthPlace: Place,
  time: TimeOfDay,
  place: Place,
  disposal: z.strictObject({ mode: z.string(), place: Place }),
  declarant: z.strictObject({ name: Name, relation: z.string(), contact: Contact, address: Address }),
})

/**
 * The registrar hears first, at concordance, all that the act will say, and no identifier: an act names persons,
 * it does not number them. The cause of death is in no declaration. The answer's reference is the act's number.
 */
export const death = hears('death', {
  attributes: ['name', 'birthDate', 'sex', 'oldAddress', 'dateOfDeath', 'act'],

  toldFrom: 'concordance',
  told: {
    'draws-up-the-act': {
      fr: 'Le Directeur de l’état civil dresse l’acte de décès dès que le constat et la déclaration concordent.',
      en: 'The Directeur de l’état civil draws up the act of death once attestation and declaration agree.',
    },
  },
  notTold: {
    'source-of-the-act': {
      fr: 'L’acte est déjà inscrit au registre de l’état civil, d’où vient cette déclaration.',
      en: 'The act is already in the register of civil status, from which this declaration comes.',
    },
  },
  concern: ({ act }) => (act.state === 'inscrit' ? notTold('source-of-the-act') : told('draws-up-the-act')),

  payload: z.strictObject({
    name: Name,
    birthDate: IsoDate,
    sex: Sex,
    oldAddress: Address,
    dateOfDeath: IsoDate,
    act: Act,
  }),

  transform: ({ person, death, disposal, declarant }) => ({
    ...pick(person, 'name', 'birthDate', 'sex'),
    oldAddress: person.lastDomicile,
    dateOfDeath: death.date,
    act: { birthPlace: person.birthPlace, ...pick(death, 'time', 'place'), disposal, declarant },
  }),
})

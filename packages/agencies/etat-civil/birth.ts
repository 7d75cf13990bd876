import { notTold, told } from '@unefois/domain/agency.ts'
import { Address } from '@unefois/schemas/fields/address.ts'
import { IsoDate } from '@unefois/schemas/fields/iso-date.ts'
import { Name } from '@unefois/schemas/fields/name.ts'
import { ParentRole } from '@unefois/schemas/fields/parent-role.ts'
import { Place } from '@unefois/schemas/fields/place.ts'
import { Sex } from '@unefois/schemas/fields/sex.ts'
import { TimeOfDay } from '@unefois/schemas/fields/time-of-day.ts'
import { z } from 'zod'
import { hears } from '../hears.ts'
import { pick } from '../pick.ts'

const Child = z.strictObject({
  name: Name,
  sex: Sex,
  birthDate: IsoDate,
  birthTime: TimeOfDay.optional(),
  birthPlace: Place,
})

const Parent = z.strictObject({
  role: ParentRole,
  name: Name,
  birthDate: IsoDate,
  birthPlace: Place.optional(),
  domicile: Address,
})

/** What the register takes from the attestation, and why the declaration is late if it is. */
const Act = z.strictObject({
  constat: z.strictObject({
    institutionCode: z.string(),
    place: Place,
    date: IsoDate,
    time: TimeOfDay,
    sex: Sex,
  }),
  lateReason: z.string().optional(),
})

/**
 * The registrar hears first, at concordance, all that the act will say (CCQ 111, 115), and no identifier: an act
 * names persons, it does not number them. The answer's reference is the act's number (CCQ 109).
 */
export const birth = hears('birth', {
  attributes: ['child', 'parents', 'act', 'effectiveOn'],

  toldFrom: 'concordance',
  told: {
    'draws-up-the-act': {
      fr: 'Le Directeur de l’état civil dresse l’acte de naissance dès que le constat et la déclaration concordent.',
      en: 'The Directeur de l’état civil draws up the act of birth once attestation and declaration agree.',
    },
  },
  notTold: {
    'source-of-the-act': {
      fr: 'L’acte est déjà inscrit au registre de l’état civil, d’où vient cette déclaration.',
      en: 'The act is already in the register of civil status, from which this declaration comes.',
    },
  },
  concern: ({ act }) => (act.state === 'inscrit' ? notTold('source-of-the-act') : told('draws-up-the-act')),

  services: ['acte-et-certificats'],

  payload: z.strictObject({
    child: Child,
    parents: z.array(Parent).min(1).max(2),
    act: Act,
    effectiveOn: IsoDate,
  }),

  transform: (view) => ({
    child: view.child,
    parents: view.parents.map((parent) =>
      pick(parent, 'role', 'name', 'birthDate', 'birthPlace', 'domicile'),
    ),
    act: pick(view, 'constat', 'lateReason'),
    effectiveOn: view.child.birthDate,
  }),
})

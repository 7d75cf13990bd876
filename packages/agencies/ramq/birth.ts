import { told } from '@unefois/domain/agency.ts'
import { Address } from '@unefois/schemas/fields/address.ts'
import { IsoDate } from '@unefois/schemas/fields/iso-date.ts'
import { Nam } from '@unefois/schemas/fields/nam.ts'
import { Name } from '@unefois/schemas/fields/name.ts'
import { ParentRole } from '@unefois/schemas/fields/parent-role.ts'
import { Place } from '@unefois/schemas/fields/place.ts'
import { RegisteredAct } from '@unefois/schemas/fields/registered-act.ts'
import { Sex } from '@unefois/schemas/fields/sex.ts'
import { z } from 'zod'
import { hears } from '../hears.ts'
import { pick } from '../pick.ts'

const Child = z.strictObject({ name: Name, sex: Sex, birthDate: IsoDate, birthPlace: Place })

const Parent = z.strictObject({
  role: ParentRole,
  name: Name,
  birthDate: IsoDate,
  nam: Nam.optional(),
  domicile: Address,
})

/** Every child born in Québec is registered without being asked, with its drug plan, and gets its card by mail. */
export const birth = hears('birth', {
  attributes: ['child', 'parents', 'act', 'effectiveOn'],

  told: {
    newborn: {
      fr: 'La RAMQ inscrit d’office les enfants nés au Québec, sans demande à faire.',
      en: 'The RAMQ registers children born in Québec by itself: nothing needs to be applied for.',
    },
  },
  notTold: {},
  concern: () => told('newborn'),

  services: ['assurance-maladie', 'assurance-medicaments'],

  payload: z.strictObject({
    child: Child,
    parents: z.array(Parent).min(1).max(2),
    act: RegisteredAct,
    effectiveOn: IsoDate,
  }),

  transform: ({ child, parents, act }) => ({
    child: pick(child, 'name', 'sex', 'birthDate', 'birthPlace'),
    parents: parents.map((parent) => ({
      ...pick(parent, 'role', 'name', 'birthDate', 'domicile'),
      ...pick(parent.identifiers, 'nam'),
    })),
    act: pick(act, 'number', 'registeredOn'),
    effectiveOn: child.birthDate,
  }),
})

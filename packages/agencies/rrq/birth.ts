import { told } from '@unefois/domain/agency.ts'
import { Address } from '@unefois/schemas/fields/address.ts'
import { IsoDate } from '@unefois/schemas/fields/iso-date.ts'
import { Name } from '@unefois/schemas/fields/name.ts'
import { Nas } from '@unefois/schemas/fields/nas.ts'
import { ParentRole } from '@unefois/schemas/fields/parent-role.ts'
import { Place } from '@unefois/schemas/fields/place.ts'
import { Sex } from '@unefois/schemas/fields/sex.ts'
import { z } from 'zod'
import { hears } from '../hears.ts'
import { pick } from '../pick.ts'

const Child = z.strictObject({ name: Name, sex: Sex, birthDate: IsoDate, birthPlace: Place })

const Parent = z.strictObject({
  role: ParentRole,
  name: Name,
  birthDate: IsoDate,
  nas: Nas.optional(),
  domicile: Address,
})

/** The family allowance of a child born in Québec is paid without being applied for, since 2007. */
export const birth = hears('birth', {
  attributes: ['child', 'parents', 'effectiveOn'],

  told: {
    newborn: {
      fr: 'Retraite Québec ouvre d’office le droit à l’Allocation famille des enfants nés au Québec.',
      en: 'Retraite Québec opens the Family Allowance of children born in Québec by itself.',
    },
  },
  notTold: {},
  concern: () => told('newborn'),

  services: ['allocation-famille'],

  payload: z.strictObject({ child: Child, parents: z.array(Parent).min(1).max(2), effectiveOn: IsoDate }),

  transform: ({ child, parents }) => ({
    child: pick(child, 'name', 'sex', 'birthDate', 'birthPlace'),
    parents: parents.map((parent) => ({
      ...pick(parent, 'role', 'name', 'birthDate', 'domicile'),
      ...pick(parent.identifiers, 'nas'),
    })),
    effectiveOn: child.birthDate,
  }),
})

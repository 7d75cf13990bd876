import { sharedWith } from '@unefois/domain/act.ts'
import { notTold, told } from '@unefois/domain/agency.ts'
import { Address } from '@unefois/schemas/fields/address.ts'
import { GivenConsent } from '@unefois/schemas/fields/given-consent.ts'
import { IsoDate } from '@unefois/schemas/fields/iso-date.ts'
import { Name } from '@unefois/schemas/fields/name.ts'
import { Nas } from '@unefois/schemas/fields/nas.ts'
import { ParentRole } from '@unefois/schemas/fields/parent-role.ts'
import { Place } from '@unefois/schemas/fields/place.ts'
import { RegisteredAct } from '@unefois/schemas/fields/registered-act.ts'
import { Sex } from '@unefois/schemas/fields/sex.ts'
import { z } from 'zod'
import { firstParent } from '../first-parent.ts'
import { hears } from '../hears.ts'
import { pick } from '../pick.ts'

const Child = z.strictObject({ name: Name, sex: Sex, birthDate: IsoDate, birthPlace: Place })

const Parent = z.strictObject({
  role: ParentRole,
  name: Name,
  birthDate: IsoDate,
  birthPlace: Place.optional(),
  nas: Nas.optional(),
  domicile: Address.optional(),
})

/**
 * Child benefits, as other provinces tell the agency: the mother and the child, the number of the act, never the
 * marital status. By consent only.
 */
export const birth = hears('birth', {
  attributes: ['child', 'parents', 'act', 'effectiveOn', 'consent'],

  told: {
    requested: {
      fr: 'Le déclarant a demandé que l’Agence du revenu du Canada soit informée.',
      en: 'The declarant has asked that the Canada Revenue Agency be told.',
    },
  },
  notTold: {
    'not-requested': {
      fr: 'Le déclarant n’a pas demandé que cet organisme soit informé.',
      en: 'The declarant has not asked that this body be told.',
    },
  },
  concern: ({ sharing }) => (sharedWith(sharing, 'cra') ? told('requested') : notTold('not-requested')),

  services: ['allocation-canadienne-pour-enfants'],

  payload: z.strictObject({
    child: Child,
    parents: z.array(Parent).length(1),
    act: RegisteredAct,
    effectiveOn: IsoDate,
    consent: GivenConsent,
  }),

  transform: ({ child, parents, act }) => ({
    child: pick(child, 'name', 'sex', 'birthDate', 'birthPlace'),
    parents: firstParent(parents).map((parent) => ({
      ...pick(parent, 'role', 'name', 'birthDate', 'birthPlace'),
      ...pick(parent.identifiers, 'nas'),
      ...(parent.confidentialAddress !== true && { domicile: parent.domicile }),
    })),
    act: pick(act, 'number', 'registeredOn'),
    effectiveOn: child.birthDate,
    consent: { given: true as const },
  }),
})

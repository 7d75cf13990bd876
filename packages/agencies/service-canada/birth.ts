import { sharedWith } from '@unefois/domain/act.ts'
import { notTold, told } from '@unefois/domain/agency.ts'
import { GivenConsent } from '@unefois/schemas/fields/given-consent.ts'
import { IsoDate } from '@unefois/schemas/fields/iso-date.ts'
import { Name } from '@unefois/schemas/fields/name.ts'
import { ParentRole } from '@unefois/schemas/fields/parent-role.ts'
import { Place } from '@unefois/schemas/fields/place.ts'
import { RegisteredAct } from '@unefois/schemas/fields/registered-act.ts'
import { Sex } from '@unefois/schemas/fields/sex.ts'
import { z } from 'zod'
import { hears } from '../hears.ts'
import { pick } from '../pick.ts'

const Child = z.strictObject({ name: Name, sex: Sex, birthDate: IsoDate, birthPlace: Place })
const Parent = z.strictObject({ role: ParentRole, name: Name })

/** The child's own social insurance number: issued from the act, in the parents' names. By consent only. */
export const birth = hears('birth', {
  attributes: ['child', 'parents', 'act', 'effectiveOn', 'consent'],

  told: {
    requested: {
      fr: 'Le déclarant a demandé que Service Canada attribue un numéro d’assurance sociale à l’enfant.',
      en: 'The declarant has asked that Service Canada issue a social insurance number to the child.',
    },
  },
  notTold: {
    'not-requested': {
      fr: 'Le déclarant n’a pas demandé que cet organisme soit informé.',
      en: 'The declarant has not asked that this body be told.',
    },
  },
  concern: ({ sharing }) =>
    sharedWith(sharing, 'service-canada') ? told('requested') : notTold('not-requested'),

  services: ['numero-d-assurance-sociale'],

  payload: z.strictObject({
    child: Child,
    parents: z.array(Parent).min(1).max(2),
    act: RegisteredAct,
    effectiveOn: IsoDate,
    consent: GivenConsent,
  }),

  transform: ({ child, parents, act }) => ({
    child: pick(child, 'name', 'sex', 'birthDate', 'birthPlace'),
    parents: parents.map((parent) => pick(parent, 'role', 'name')),
    act: pick(act, 'number', 'registeredOn'),
    effectiveOn: child.birthDate,
    consent: { given: true as const },
  }),
})

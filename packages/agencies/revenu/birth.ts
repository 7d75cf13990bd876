import { sharedWith } from '@unefois/domain/act.ts'
import { notTold, told } from '@unefois/domain/agency.ts'
import { IsoDate } from '@unefois/schemas/fields/iso-date.ts'
import { Name } from '@unefois/schemas/fields/name.ts'
import { Nas } from '@unefois/schemas/fields/nas.ts'
import { ParentRole } from '@unefois/schemas/fields/parent-role.ts'
import { z } from 'zod'
import { hears } from '../hears.ts'
import { pick } from '../pick.ts'

const Child = z.strictObject({ name: Name, birthDate: IsoDate })
const Parent = z.strictObject({ role: ParentRole, name: Name, nas: Nas })

/** Tax credits of families. Told only when asked, and only of parents whom it can recognise: by NAS. */
export const birth = hears('birth', {
  attributes: ['child', 'parents', 'effectiveOn'],

  told: {
    requested: {
      fr: 'Le déclarant a demandé que Revenu Québec soit informé.',
      en: 'The declarant has asked that Revenu Québec be told.',
    },
  },
  notTold: {
    'not-requested': {
      fr: 'Le déclarant n’a pas demandé que cet organisme soit informé.',
      en: 'The declarant has not asked that this body be told.',
    },
    'no-nas': {
      fr: 'Aucun numéro d’assurance sociale n’est indiqué pour les parents.',
      en: 'No social insurance number is given for the parents.',
    },
  },
  concern: ({ sharing, parents }) => {
    if (!sharedWith(sharing, 'revenu')) return notTold('not-requested')
    return parents.some(({ identifiers }) => identifiers.nas) ? told('requested') : notTold('no-nas')
  },

  services: ['credits-d-impot'],

  payload: z.strictObject({ child: Child, parents: z.array(Parent).min(1).max(2), effectiveOn: IsoDate }),

  transform: ({ child, parents }) => ({
    child: pick(child, 'name', 'birthDate'),
    parents: parents.flatMap(({ role, name, identifiers: { nas } }) => (nas ? [{ role, name, nas }] : [])),
    effectiveOn: child.birthDate,
  }),
})

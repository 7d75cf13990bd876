/**
 * What an agreement may name. They are the top-level keys of what an agency receives, so that anyone can
 * compare a payload with the agreement. The list grows by agreement only.
 */
export const attributes = [
  'name',
  'birthDate',
  'sex',
  'nas',
  'nam',
  'permis',
  'fileNumber',
  'oldAddress',
  'newAddress',
  'mailingAddress',
  'contact',
  'citizenship',
  'child',
  'parents',
  'act',
  'effectiveOn',
  'dateOfDeath',
  'consent',
] as const

export type Attribute = (typeof attributes)[number]

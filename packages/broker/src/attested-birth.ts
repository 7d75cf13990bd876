import type { Birth } from '@unefois/domain/declarations/birth.ts'
import { foldText } from './fold-text.ts'

/** Homonyms are born on the same day: the attestation and the parents tell one birth from another. */
export const attestedBirth = ({
  constat,
  parents,
}: Pick<Birth, 'constat' | 'parents'>): readonly string[] => [
  foldText(constat.institutionCode),
  constat.date,
  constat.time,
  ...parents.map(({ name }) => foldText(`${name.surname} ${name.given}`)).sort(),
]

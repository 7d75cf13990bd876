import type { Parent } from '@unefois/domain/declarations/birth.ts'

/** The mother where there is one, else the parent named first: a list of one. */
export const firstParent = (parents: readonly Parent[]): readonly Parent[] => {
  const mother = parents.find(({ role }) => role === 'mother')
  return mother === undefined ? parents.slice(0, 1) : [mother]
}

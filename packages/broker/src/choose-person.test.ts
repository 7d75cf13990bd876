import type { PersonId } from '@unefois/domain/ids.ts'
import { expect, test } from 'vitest'
import { choosePerson, type Sought } from './choose-person.ts'
import type { IdentifierScheme } from './ports/declarations.ts'

const [a, b] = ['a', 'b'] as PersonId[] as [PersonId, PersonId]

/** Who owns which schemes, and who bears the name. */
const sought = (
  identifiers: Sought['identifiers'],
  namesakes: readonly PersonId[] = [],
  schemes: readonly (readonly [PersonId, IdentifierScheme])[] = [],
): Sought => ({
  identifiers,
  namesakes,
  isNamed: (person) => namesakes.includes(person),
  hasScheme: (person, scheme) => schemes.some(([who, which]) => who === person && which === scheme),
})
const nas = (owner?: PersonId) => ({ scheme: 'nas', owner }) as const
const nam = (owner?: PersonId) => ({ scheme: 'nam', owner }) as const

test.each<[string, Sought, PersonId | null, boolean]>([
  ['nobody knows them: new', sought([nas()]), null, false],
  ['one identifier leads, under another name too', sought([nas(a)]), a, false],
  ['two lead to the same person', sought([nas(a), nam(a)]), a, false],
  ['one leads and the other is new', sought([nas(a), nam()]), a, false],
  ['one leads, the other is a second one of its scheme', sought([nas(a), nam()], [a], [[a, 'nam']]), a, true],
  ['two lead apart, the weaker agrees with the name', sought([nas(a), nam(b)], [b]), b, true],
  ['two lead apart, both bear the name: the stronger', sought([nas(a), nam(b)], [a, b]), a, true],
  ['two lead apart, neither bears the name', sought([nas(a), nam(b)]), null, true],
  ['the identifier leads to one, the name to another', sought([nas(a)], [b]), null, true],
  ['no identifier, one namesake', sought([], [a]), a, false],
  ['no identifier, two namesakes', sought([], [a, b]), null, true],
  ['a homonym: another identifier of the same scheme', sought([nas()], [a], [[a, 'nas']]), null, false],
  ['known by another scheme only', sought([nas()], [a], [[a, 'nam']]), a, false],
  ['two namesakes, none with this scheme', sought([nas()], [a, b]), null, false],
])('%s', (_, given, person, conflict) => {
  expect(choosePerson(given)).toEqual({ person, conflict })
})

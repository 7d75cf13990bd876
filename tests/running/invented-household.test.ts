import { expect, test } from 'vitest'
import { inventedHousehold } from './invented-household.ts'

const crowd = { persons: 5, told: 'eight' } as const

test('no person lives in two households', () => {
  const households = [1, 2, 3].map((number) => inventedHousehold(number, crowd))
  const permis = households.flatMap(({ persons }) => persons.map(({ identifiers }) => identifiers.permis))
  expect(new Set(permis).size).toBe(15)
})

test('every adult but the declarant consents', () => {
  const [declarant, ...others] = inventedHousehold(1, crowd).persons
  expect(declarant).not.toHaveProperty('consent')
  for (const other of others) expect(other).toMatchObject({ consent: { given: true } })
})

import { addressReasons, addressRefusals } from '@unefois/quebec/address/address-reasons.ts'
import { expect, it } from 'vitest'
import { addressFlaws } from './address-flaws.ts'

/** Flaws that the filing itself finds, not the normaliser. */
const ofTheFiling = ['address-given-twice', 'country-unknown', 'postal-code-federal-offices', 'same-address']

it('has a sentence for each reason and refusal of the normaliser, and for nothing that it never says', () => {
  expect(Object.keys(addressFlaws).sort()).toEqual(
    [...addressReasons, ...addressRefusals, ...ofTheFiling].sort(),
  )
})

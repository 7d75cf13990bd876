import type { Address } from '@unefois/domain/address.ts'
import type { AddressChangeView } from '@unefois/domain/declarations/address-change.ts'
import type { Person } from '@unefois/domain/person.ts'
import fc from 'fast-check'

/** Invented views of moving persons for property tests, each part given or not. */

const optional = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined })

/** Without the keys whose value is undefined, as parsing leaves them. */
const compact = <Value extends object>(value: Value): Value =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Value

const word = fc.stringMatching(/^[A-ZÉ][a-zéè'-]{0,20}$/)

const day = (first: string, last: string) =>
  fc
    .date({ min: new Date(first), max: new Date(last), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))

const address: fc.Arbitrary<Address> = fc.record({
  lines: fc.array(fc.stringMatching(/^[0-9]{1,4} [a-z]{1,20}$/), { minLength: 1, maxLength: 4 }),
  postalCode: fc.stringMatching(/^[GHJ][0-9][ABCE] [0-9][ABCE][0-9]$/),
  country: fc.constant('CA'),
})

const person = (agency: string): fc.Arbitrary<Person> =>
  fc
    .record({
      name: fc
        .record({ surname: word, given: word, otherGiven: optional(fc.array(word, { maxLength: 3 })) })
        .map(compact),
      birthDate: day('1900-01-01', '2026-11-22'),
      sex: fc.constantFrom('F', 'M', 'X'),
      canadianCitizen: optional(fc.boolean()),
      identifiers: fc
        .record({
          nas: optional(fc.stringMatching(/^[0-9]{9}$/)),
          nam: optional(fc.stringMatching(/^[A-Z]{4}[0-9]{8}$/)),
          permis: optional(fc.stringMatching(/^[A-Z][0-9]{12}$/)),
          fileNumbers: optional(
            fc.dictionary(
              fc.constantFrom('mess', 'cnesst', 'saaq', agency),
              fc.stringMatching(/^[0-9A-Z]{1,12}$/),
            ),
          ),
        })
        .map(compact),
      consent: optional(fc.constant({ given: true, method: 'sms', at: '2026-06-20T18:03:00.000Z' })),
    })
    .map((value) => compact(value) as Person)

/** Views as `viewsOf` makes them; some persons have a file number at the given agency. */
export const arbitraryView = (agency: string): fc.Arbitrary<AddressChangeView> =>
  fc
    .record({
      kind: fc.constant('address-change' as const),
      index: fc.nat(19),
      person: person(agency),
      move: fc
        .record({
          effectiveOn: day('2025-11-22', '2027-02-22'),
          oldAddress: address,
          newAddress: address,
          mailingAddress: optional(address),
        })
        .map(compact),
      contact: optional(fc.constant({ email: 'someone@example.org', phone: '+14185550142' })),
    })
    .map((value) => compact(value) as AddressChangeView)

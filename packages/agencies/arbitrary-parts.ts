import type { Act, Sharing } from '@unefois/domain/act.ts'
import type { Address, AddressRecord } from '@unefois/domain/address.ts'
import type { Identifiers, Name, Sex } from '@unefois/domain/person.ts'
import fc from 'fast-check'

/** Invented parts of declarations for property tests, each given or not. */

export const optional = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined })

/** Without the keys whose value is undefined, as parsing leaves them. */
export const compact = <Value extends object>(value: Value): Value =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Value

const word = fc.stringMatching(/^[A-ZÉ][a-zéè'-]{0,20}$/)
export const place: fc.Arbitrary<string> = word
export const sex: fc.Arbitrary<Sex> = fc.constantFrom('F', 'M', 'X')
export const time: fc.Arbitrary<string> = fc.constantFrom('00:00', '04:12', '23:59')

export const day = (first: string, last: string) =>
  fc
    .date({ min: new Date(first), max: new Date(last), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))

export const name: fc.Arbitrary<Name> = fc
  .record({ surname: word, given: word, otherGiven: optional(fc.array(word, { maxLength: 3 })) })
  .map((value) => compact(value) as Name)

const inQuebec: AddressRecord = {
  civicNumber: '87',
  civicNumberSuffix: '',
  generic: 'avenue',
  link: '',
  specific: '1re',
  direction: '',
  unit: '',
  unitType: '',
  poBox: '',
  station: '',
  ruralRoute: '',
  municipality: 'Québec',
  province: 'QC',
  postalCode: 'G1L 3K4',
  country: 'CA',
}

/** A few kinds of records: fifteen arbitrary fields each made these tests ten times slower. */
const record = fc.constantFrom(
  inQuebec,
  { ...inQuebec, municipality: '' },
  { ...inQuebec, municipality: 'Lévis', postalCode: 'G6V 1A1' },
  { ...inQuebec, civicNumber: '', generic: '', specific: '', poBox: '12' },
)

export const address: fc.Arbitrary<Address> = fc.record({
  lines: fc.array(fc.stringMatching(/^[0-9]{1,4} [a-z]{1,20}$/), { minLength: 1, maxLength: 4 }),
  postalCode: fc.stringMatching(/^[GHJ][0-9][ABCE] [0-9][ABCE][0-9]$/),
  country: fc.constant('CA'),
  record,
})

/** Some have a file number at the given agency. */
export const identifiers = (agency: string): fc.Arbitrary<Identifiers> =>
  fc
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
    .map((value) => compact(value) as Identifiers)

export const contact = fc.constant({ email: 'someone@example.org', phone: '+14185550142' })

export const consent = fc.record({
  given: fc.boolean(),
  method: fc.constant('sms'),
  at: fc.constant('2026-06-20T18:03:00.000Z'),
})

/** In any state; with its number once it is in the register. */
export const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    state: fc.constantFrom('constat-seul', 'declaration-seule', 'enquete', 'concordance'),
  }),
  fc.record({
    state: fc.constant('inscrit' as const),
    number: fc.constant('1120261100431'),
    registeredOn: fc.constant('2026-11-22'),
  }),
)

/** Often with the given agency among the recipients. */
export const sharing = (agency: string): fc.Arbitrary<Sharing> =>
  fc.record({
    requested: fc.boolean(),
    recipients: fc.uniqueArray(fc.constantFrom('ramq', 'mess', 'cra', agency), { maxLength: 4 }),
  })

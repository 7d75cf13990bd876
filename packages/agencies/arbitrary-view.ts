import type { AddressChangeView } from '@unefois/domain/declarations/address-change.ts'
import type { BirthView, Parent } from '@unefois/domain/declarations/birth.ts'
import type { DeathView, Deceased } from '@unefois/domain/declarations/death.ts'
import type { Kind, PersonView } from '@unefois/domain/declarations/declaration.ts'
import fc from 'fast-check'
import {
  act,
  address,
  compact,
  consent,
  contact,
  day,
  identifiers,
  name,
  optional,
  place,
  sex,
  sharing,
  time,
} from './arbitrary-parts.ts'

const person = (agency: string) =>
  fc
    .record({
      name,
      birthDate: day('1900-01-01', '2026-11-22'),
      sex,
      canadianCitizen: optional(fc.boolean()),
      identifiers: identifiers(agency),
      consent: optional(consent),
      confidentialAddress: optional(fc.boolean()),
    })
    .map((value) => compact(value) as AddressChangeView['person'])

const move = fc
  .record({
    effectiveOn: day('2025-11-22', '2027-02-22'),
    oldAddress: address,
    newAddress: address,
    mailingAddress: optional(address),
    poBoxReason: optional(fc.constant('Hébergement temporaire')),
  })
  .map((value) => compact(value) as AddressChangeView['move'])

const arbitraryMove = (agency: string): fc.Arbitrary<AddressChangeView> =>
  fc
    .record({
      kind: fc.constant('address-change' as const),
      index: fc.nat(19),
      person: person(agency),
      move,
      partners: fc.uniqueArray(
        fc.record({ id: fc.constantFrom('cra', 'hydro-quebec', agency), consent: fc.boolean() }),
        { selector: ({ id }) => id },
      ),
      isDeclarant: fc.boolean(),
      contact: optional(contact),
    })
    .map((value) => compact(value) as AddressChangeView)

const parent = (agency: string): fc.Arbitrary<Parent> =>
  fc
    .record({
      role: fc.constantFrom('mother', 'father', 'parent'),
      name,
      birthDate: day('1950-01-01', '2010-11-22'),
      birthPlace: optional(place),
      sex: optional(sex),
      identifiers: identifiers(agency),
      domicile: address,
      consent: optional(consent),
      confidentialAddress: optional(fc.boolean()),
    })
    .map((value) => compact(value) as Parent)

const arbitraryBirth = (agency: string): fc.Arbitrary<BirthView> =>
  fc
    .record({
      kind: fc.constant('birth' as const),
      index: fc.constant(0 as const),
      child: fc
        .record({
          name,
          sex,
          birthDate: day('2026-01-01', '2026-11-22'),
          birthTime: optional(time),
          birthPlace: place,
        })
        .map((value) => compact(value) as BirthView['child']),
      parents: fc.array(parent(agency), { minLength: 1, maxLength: 2 }),
      constat: fc.record({
        institutionCode: fc.constant('DEMO-0001'),
        place,
        date: day('2026-01-01', '2026-11-22'),
        time,
        sex,
      }),
      act,
      sharing: sharing(agency),
      lateReason: optional(fc.constant('Naissance à domicile')),
    })
    .map((value) => compact(value) as BirthView)

const deceased = (agency: string): fc.Arbitrary<Deceased> =>
  fc
    .tuple(person(agency), place, address)
    .map(([someone, birthPlace, lastDomicile]) => ({ ...someone, birthPlace, lastDomicile }))

const arbitraryDeath = (agency: string): fc.Arbitrary<DeathView> =>
  fc.record({
    kind: fc.constant('death' as const),
    index: fc.constant(0 as const),
    person: deceased(agency),
    death: fc.record({ date: day('2026-01-01', '2026-11-22'), time, place }),
    declarant: fc.record({ name, relation: fc.constant('child'), contact, address }),
    disposal: fc.record({ mode: fc.constant('cremation'), place }),
    act,
    sharing: sharing(agency),
  })

const arbitraries: Readonly<Record<Kind, (agency: string) => fc.Arbitrary<PersonView>>> = {
  'address-change': arbitraryMove,
  birth: arbitraryBirth,
  death: arbitraryDeath,
}

/** Views of a kind as `viewsOf` makes them; some persons have a file number at the given agency. */
export const arbitraryView = (kind: Kind, agency: string): fc.Arbitrary<PersonView> =>
  arbitraries[kind](agency)

import { describe, expect, it } from 'vitest'
import { absent, changedExample } from '../testing/changed-example.ts'
import { circumstances } from '../testing/circumstances-for-tests.ts'
import { type BadVariant, describeBadVariants } from '../testing/describe-bad-variants.ts'
import { parseFiling } from './parse-filing.ts'

const structured = (changes: Readonly<Record<string, unknown>>) => ({
  structured: {
    civicNumber: '87',
    generic: 'avenue',
    specific: '1re',
    municipality: 'Québec',
    province: 'QC',
    postalCode: 'G1L 3K4',
    ...changes,
  },
})

const shapes: readonly BadVariant[] = [
  ['', null, 'expected-object'],
  ['', [], 'expected-object'],
  ['', 'address-change', 'expected-object'],
  ['', 42, 'expected-object'],
  ['', true, 'expected-object'],
  ['', {}, 'required', '/kind'],
  ['', Object.create({ kind: 'address-change' }), 'required', '/kind'],
  ['/kind', absent, 'required'],
  ['/kind', null, 'expected-text'],
  ['/kind', 'Address-Change', 'kind-unknown'],
  ['/kind', 'marriage', 'kind-unknown'],
  ['/kind', ['birth'], 'expected-text'],
  ['/channel', absent, 'required'],
  ['/channel', 'fax', 'not-a-choice'],
  ['/channel', 7, 'not-a-choice'],
  ['/language', absent, 'required'],
  ['/language', 'es', 'not-a-choice'],
  ['/language', null, 'not-a-choice'],
  ['/note', 'bonjour', 'unknown-field'],
  ['/a~b', 1, 'unknown-field', '/a~0b'],
  ['/__proto__', { kind: 'address-change' }, 'unknown-field'],
]

const days: readonly BadVariant[] = [
  ['/effectiveOn', absent, 'required'],
  ['/effectiveOn', null, 'expected-text'],
  ['/effectiveOn', 20261201, 'expected-text'],
  ['/effectiveOn', '2026-02-30', 'date-invalid'],
  ['/effectiveOn', '2026-13-01', 'date-invalid'],
  ['/effectiveOn', '2026-12-1', 'date-invalid'],
  ['/effectiveOn', '2026-12-01T00:00:00Z', 'date-invalid'],
  ['/effectiveOn', '٢٠٢٦-١٢-٠١', 'date-invalid'],
  ['/effectiveOn', '', 'date-invalid'],
  ['/effectiveOn', '2025-11-21', 'effective-date-too-early'],
  ['/effectiveOn', '2027-02-23', 'effective-date-too-late'],
  ['/effectiveOn', '9999-12-31', 'effective-date-too-late'],
  ['/persons/0/birthDate', absent, 'required'],
  ['/persons/0/birthDate', '1987-02-29', 'date-invalid'],
  ['/persons/0/birthDate', '2026-11-23', 'birth-date-in-future'],
  ['/persons/0/birthDate', '1888-04-17', 'birth-date-too-early'],
]

const persons: readonly BadVariant[] = [
  ['/persons', absent, 'required'],
  ['/persons', null, 'expected-list'],
  ['/persons', {}, 'expected-list'],
  ['/persons', [], 'too-few'],
  ['/persons', [null], 'expected-object', '/persons/0'],
  ['/persons', ['Camille Tremblay'], 'expected-object', '/persons/0'],
  ['/persons', Array.from({ length: 21 }, () => ({})), 'too-many'],
  ['/persons', Array.from({ length: 100_000 }, () => 0), 'too-many'],
  ['/persons/0/name', absent, 'required'],
  ['/persons/0/name', 'Camille Tremblay', 'expected-object'],
  ['/persons/0/name/surname', absent, 'required'],
  ['/persons/0/name/surname', '', 'empty'],
  ['/persons/0/name/surname', ' \u00a0 ', 'empty'],
  ['/persons/0/name/surname', '1234', 'name-without-letter'],
  ['/persons/0/name/surname', '🙂', 'name-without-letter'],
  ['/persons/0/name/surname', 'é'.repeat(101), 'too-long'],
  ['/persons/0/name/surname', 'x'.repeat(250_000), 'too-long'],
  ['/persons/0/name/surname', 'Trem\u0000blay', 'unreadable-characters'],
  ['/persons/0/name/surname', 'Trem\nblay', 'unreadable-characters'],
  ['/persons/0/name/surname', 'Trem\ud800blay', 'unreadable-characters'],
  ['/persons/0/name/surname', '\u202eyalbmerT', 'unreadable-characters'],
  ['/persons/0/name/given', null, 'expected-text'],
  ['/persons/0/name/given', ['Camille'], 'expected-text'],
  ['/persons/0/name/otherGiven', 'Marie', 'expected-list'],
  ['/persons/0/name/otherGiven', [''], 'empty', '/persons/0/name/otherGiven/0'],
  ['/persons/0/name/otherGiven', Array.from({ length: 11 }, () => 'Rose'), 'too-many'],
  ['/persons/0/name/middle', 'M', 'unknown-field'],
  ['/persons/0/sex', absent, 'required'],
  ['/persons/0/sex', 'f', 'not-a-choice'],
  ['/persons/0/canadianCitizen', 'true', 'expected-yes-no'],
  ['/persons/0/canadianCitizen', null, 'expected-yes-no'],
  ['/persons/0/nationality', 'CA', 'unknown-field'],
  ['/persons/0/confidentialAddress', 'oui', 'expected-yes-no'],
  ['/persons/0/consent', true, 'expected-object'],
  ['/persons/0/consent', { given: true, method: 'sms' }, 'required', '/persons/0/consent/at'],
  [
    '/persons/0/consent',
    { given: true, method: 'sms', at: '2026-06-20' },
    'instant-invalid',
    '/persons/0/consent/at',
  ],
  [
    '/persons/0/consent',
    { given: true, method: 'sms', at: '2026-11-23T09:00:00-05:00' },
    'consent-in-future',
    '/persons/0/consent/at',
  ],
]

const twentyOneFiles = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`a${index}`, '1']))

const identifiers: readonly BadVariant[] = [
  ['/persons/0/identifiers', absent, 'required'],
  ['/persons/0/identifiers', [], 'expected-object'],
  ['/persons/0/identifiers/nas', 46454286, 'expected-text'],
  ['/persons/0/identifiers/nas', '', 'empty'],
  ['/persons/0/identifiers/nas', '12345678', 'nas-format'],
  ['/persons/0/identifiers/nas', '046 454 287', 'nas-check-digit'],
  ['/persons/0/identifiers/nas', '000 000 000', 'nas-unassigned'],
  ['/persons/0/identifiers/nas', '800 000 002', 'nas-unassigned'],
  ['/persons/0/identifiers/nam', 'TREC8854171', 'nam-format'],
  ['/persons/0/identifiers/nam', null, 'expected-text'],
  ['/persons/0/identifiers/permis', 'T6123', 'permis-format'],
  ['/persons/0/identifiers/permis', {}, 'expected-text'],
  ['/persons/0/identifiers/passport', 'AB123456', 'unknown-field'],
  ['/persons/0/identifiers/fileNumbers', [], 'expected-object'],
  ['/persons/0/identifiers/fileNumbers', twentyOneFiles, 'too-many'],
  [
    '/persons/0/identifiers/fileNumbers',
    { mess: 4471 },
    'expected-text',
    '/persons/0/identifiers/fileNumbers/mess',
  ],
  [
    '/persons/0/identifiers/fileNumbers',
    { mess: '#' },
    'file-number-format',
    '/persons/0/identifiers/fileNumbers/mess',
  ],
  [
    '/persons/0/identifiers/fileNumbers',
    { 'ME/SS': '1' },
    'agency-unknown',
    '/persons/0/identifiers/fileNumbers/ME~1SS',
  ],
]

const declarant: readonly BadVariant[] = [
  ['/declarant', absent, 'required'],
  ['/declarant', 0, 'expected-object'],
  ['/declarant/person', absent, 'required'],
  ['/declarant/person', '0', 'expected-number'],
  ['/declarant/person', 0.5, 'expected-number'],
  ['/declarant/person', -1, 'out-of-range'],
  ['/declarant/person', 1e300, 'out-of-range'],
  ['/declarant/person', 20, 'out-of-range'],
  ['/declarant/person', 1, 'declarant-not-among-persons'],
  ['/declarant/contact', absent, 'required'],
  ['/declarant/contact/email', 'camille', 'email-format'],
  ['/declarant/contact/email', 'camille@example', 'email-format'],
  ['/declarant/contact/email', 'a@b.ca, c@d.ca', 'email-format'],
  ['/declarant/contact/email', `${'a'.repeat(300)}@example.org`, 'too-long'],
  ['/declarant/contact/email', 5, 'expected-text'],
  ['/declarant/contact/phone', '555-0142', 'phone-format'],
  ['/declarant/contact/phone', 4185550142, 'expected-text'],
  ['/declarant/contact/fax', '418 555-0142', 'unknown-field'],
]

const addresses: readonly BadVariant[] = [
  ['/oldAddress', absent, 'required'],
  ['/newAddress', absent, 'required'],
  ['/newAddress', '87 1re Av, Québec G1L 3K4', 'expected-object'],
  ['/newAddress', null, 'expected-object'],
  ['/newAddress/text', absent, 'required'],
  ['/newAddress/text', '', 'empty'],
  ['/newAddress/text', '\n\n', 'empty'],
  ['/newAddress/text', '87 1re Avenue, Québec', 'postal-code-missing', '/newAddress'],
  ['/newAddress/text', '87 1re Avenue, Québec D1L 3K4', 'postal-code-impossible', '/newAddress'],
  ['/newAddress/text', '87 1re Avenue, Québec H0H 0H0', 'postal-code-not-real', '/newAddress'],
  ['/newAddress/text', '87 1re Avenue, Québec G1L 3K4 G1L 3K5', 'postal-code-ambiguous', '/newAddress'],
  ['/newAddress/text', `${'a\n'.repeat(10)}G1L 3K4`, 'address-too-many-lines'],
  ['/newAddress/text', `${'a'.repeat(500)} G1L 3K4`, 'too-long'],
  ['/newAddress/text', '87 1re Av\u0007, Québec G1L 3K4', 'unreadable-characters'],
  ['/newAddress/confirmed', 'yes', 'expected-yes-no'],
  ['/newAddress/structured', {}, 'address-given-twice'],
  ['/newAddress', { structured: [] }, 'expected-object', '/newAddress/structured'],
  ['/newAddress', { structured: {} }, 'address-empty', '/newAddress/structured'],
  ['/newAddress', structured({ province: 'Ontario' }), 'province-contradiction'],
  ['/newAddress', structured({ postalCode: 'D1L 3K4' }), 'postal-code-impossible', '/newAddress'],
  ['/newAddress', structured({ country: 'Atlantide' }), 'country-unknown', '/newAddress/structured/country'],
  ['/newAddress', structured({ country: 'US' }), 'country-contradiction', '/newAddress'],
  ['/newAddress', structured({ specific: '' }), 'street-missing'],
  ['/newAddress', structured({ floor: '2' }), 'unknown-field', '/newAddress/structured/floor'],
  ['/newAddress', structured({ unit: 4 }), 'expected-text', '/newAddress/structured/unit'],
  ['/newAddress/country', 'CA', 'unknown-field'],
  ['/mailingAddress', null, 'expected-object'],
  ['/mailingAddress', { text: 'bonjour' }, 'address-not-understood', '/mailingAddress/text'],
  ['/poBoxReason', '', 'empty'],
]

const partners: readonly BadVariant[] = [
  ['/partners', {}, 'expected-list'],
  ['/partners', ['cra'], 'expected-object', '/partners/0'],
  ['/partners', [{ id: 'cra' }], 'required', '/partners/0/consent'],
  ['/partners', [{ id: 'cra', consent: 'oui' }], 'expected-yes-no', '/partners/0/consent'],
  ['/partners', [{ id: 'videotron', consent: true }], 'recipient-unknown', '/partners/0/id'],
  [
    '/partners',
    [
      { id: 'cra', consent: true },
      { id: 'cra', consent: false },
    ],
    'partner-twice',
    '/partners/1/id',
  ],
]

const household: readonly BadVariant[] = [
  ['/declarant/person', 3, 'declarant-not-among-persons'],
  ['/persons/1/identifiers', { nas: '000 000 018' }, 'identifier-twice', '/persons/1/identifiers/nas'],
  ['/persons/2/birthDate', '2026-11-23', 'birth-date-in-future'],
  ['/persons/2/birthDate', absent, 'required'],
  ['/persons/1/consent/given', 'oui', 'expected-yes-no'],
  ['/persons/1/consent/method', '', 'empty'],
  ['/persons/1/consent/at', '2030-01-01T00:00:00Z', 'consent-in-future'],
  ['/persons/1/consent/scope', 'all', 'unknown-field'],
]

describeBadVariants('address-change/good/one-person.json', [
  ...shapes,
  ...days,
  ...persons,
  ...identifiers,
  ...declarant,
  ...addresses,
  ...partners,
])
describeBadVariants('address-change/good/household.json', household)

describe('a bad change of address', () => {
  it('has each of its flaws named, not only the first', () => {
    const body = changedExample('address-change/good/one-person.json', '/language', 'es') as {
      persons: { sex: string }[]
      newAddress: { text: string }
    }
    for (const person of body.persons) person.sex = 'Z'
    body.newAddress.text = '\u0007'
    const filing = parseFiling(body, circumstances)
    expect(filing.ok ? [] : filing.flaws.map((flaw) => flaw.pointer).sort()).toEqual([
      '/language',
      '/newAddress/text',
      '/persons/0/sex',
    ])
  })
})

import { absent } from '../testing/changed-example.ts'
import { type BadVariant, describeBadVariants } from '../testing/describe-bad-variants.ts'

/** The cause of death is nobody's business here: there is no place in which it would be taken. */
const cause: readonly BadVariant[] = [
  ['/cause', 'Infarctus', 'unknown-field'],
  ['/causeOfDeath', 'Infarctus', 'unknown-field'],
  ['/death/cause', 'Infarctus', 'unknown-field'],
  ['/death/causes', ['I21'], 'unknown-field'],
  ['/death/manner', 'natural', 'unknown-field'],
  ['/deceased/causeOfDeath', 'Infarctus', 'unknown-field'],
  ['/act/cause', 'Infarctus', 'unknown-field'],
  ['/disposal/cause', 'Infarctus', 'unknown-field'],
]

const act: readonly BadVariant[] = [
  ['/act', absent, 'required'],
  ['/act', null, 'expected-object'],
  ['/act/state', absent, 'required'],
  ['/act/state', 'enregistré', 'act-state-unknown'],
  ['/act/number', absent, 'act-number-required'],
  ['/act/number', 'x'.repeat(41), 'too-long'],
  ['/act/registeredOn', '2026-11-23', 'registration-in-future'],
  ['/act/registeredOn', '2026-11-13', 'registration-too-early'],
  ['/act/registeredOn', 20261118, 'expected-text'],
]

const deceased: readonly BadVariant[] = [
  ['/deceased', absent, 'required'],
  ['/deceased', 'Jean-Guy Côté', 'expected-object'],
  ['/deceased/name', absent, 'required'],
  ['/deceased/name/surname', '…', 'name-without-letter'],
  ['/deceased/sex', absent, 'required'],
  ['/deceased/sex', 'H', 'not-a-choice'],
  ['/deceased/birthDate', absent, 'required'],
  ['/deceased/birthDate', '1941-02-30', 'date-invalid'],
  ['/deceased/birthDate', '1841-05-29', 'birth-date-too-early'],
  ['/deceased/birthDate', '2026-11-15', 'death-before-birth', '/death/date'],
  ['/deceased/birthPlace', absent, 'required'],
  ['/deceased/identifiers', absent, 'required'],
  ['/deceased/identifiers/nas', '000 000 058', 'nas-check-digit'],
  ['/deceased/identifiers/nam', 'COTJ', 'nam-format'],
  ['/deceased/identifiers/permis', '1234', 'permis-format'],
  ['/deceased/canadianCitizen', 'oui', 'expected-yes-no'],
  ['/deceased/lastDomicile', absent, 'required'],
  ['/deceased/lastDomicile/text', 'bonjour', 'address-not-understood'],
  ['/deceased/consent', { given: true, method: 'sms', at: '2026-06-20T14:03:00-04:00' }, 'unknown-field'],
  ['/deceased/spouse', 'Manon', 'unknown-field'],
]

const facts: readonly BadVariant[] = [
  ['/death', absent, 'required'],
  ['/death', [], 'expected-object'],
  ['/death/date', absent, 'required'],
  ['/death/date', '2026-11-31', 'date-invalid'],
  ['/death/date', '2026-11-19', 'registration-too-early', '/act/registeredOn'],
  ['/death/time', absent, 'required'],
  ['/death/time', '7h30', 'time-invalid'],
  ['/death/place', absent, 'required'],
  ['/death/place', '', 'empty'],
  ['/disposal', absent, 'required'],
  ['/disposal/mode', absent, 'required'],
  ['/disposal/mode', 7, 'expected-text'],
  ['/disposal/place', '', 'empty'],
]

const declarant: readonly BadVariant[] = [
  ['/declarant', absent, 'required'],
  ['/declarant/name', absent, 'required'],
  ['/declarant/relation', absent, 'required'],
  ['/declarant/relation', 'x'.repeat(51), 'too-long'],
  ['/declarant/contact', absent, 'required'],
  ['/declarant/contact/phone', '12', 'phone-format'],
  ['/declarant/contact/email', 'manon@', 'email-format'],
  ['/declarant/address', absent, 'required'],
  ['/declarant/address/text', 'bonjour', 'address-not-understood'],
  ['/declarant/person', 0, 'unknown-field'],
]

const rest: readonly BadVariant[] = [
  ['/channel', absent, 'required'],
  ['/language', 'iu', 'not-a-choice'],
  ['/persons', [], 'unknown-field'],
  ['/sharing', absent, 'required'],
  ['/sharing/requested', 1, 'expected-yes-no'],
  ['/sharing/recipients', Array.from({ length: 51 }, () => 'cra'), 'too-many'],
  ['/sharing/recipients/2', 'csst', 'recipient-unknown'],
]

describeBadVariants('death/good/registered.json', [
  ...cause,
  ...act,
  ...deceased,
  ...facts,
  ...declarant,
  ...rest,
])
describeBadVariants('death/good/attestation-only.json', [['/death/date', '2026-11-23', 'death-in-future']])

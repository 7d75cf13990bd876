import { absent } from '../testing/changed-example.ts'
import { type BadVariant, describeBadVariants } from '../testing/describe-bad-variants.ts'

const act: readonly BadVariant[] = [
  ['/act', absent, 'required'],
  ['/act', 'inscrit', 'expected-object'],
  ['/act/state', absent, 'required'],
  ['/act/state', '', 'empty'],
  ['/act/state', 5, 'expected-text'],
  ['/act/state', 'annulé', 'act-state-unknown'],
  ['/act/state', 'x'.repeat(41), 'too-long'],
  ['/act/number', absent, 'act-number-required'],
  ['/act/number', '', 'empty'],
  ['/act/number', '11-2026/00431', 'act-number-format'],
  ['/act/number', 1120261100431, 'expected-text'],
  ['/act/registeredOn', '2026-11-31', 'date-invalid'],
  ['/act/registeredOn', '2026-11-23', 'registration-in-future'],
  ['/act/registeredOn', '2026-11-02', 'registration-too-early'],
  ['/act/cote', 'A-1', 'unknown-field'],
]

const constat: readonly BadVariant[] = [
  ['/constat', absent, 'required'],
  ['/constat', null, 'expected-object'],
  ['/constat/institutionCode', absent, 'required'],
  ['/constat/institutionCode', '', 'empty'],
  ['/constat/place', absent, 'required'],
  ['/constat/place', 'x'.repeat(201), 'too-long'],
  ['/constat/date', absent, 'required'],
  ['/constat/date', '03-11-2026', 'date-invalid'],
  ['/constat/date', '2026-11-23', 'constat-in-future'],
  ['/constat/time', absent, 'required'],
  ['/constat/time', '4:12', 'time-invalid'],
  ['/constat/time', '24:00', 'time-invalid'],
  ['/constat/time', '04:12:30', 'time-invalid'],
  ['/constat/sex', 'female', 'not-a-choice'],
  ['/constat/physician', 'Dr Essai', 'unknown-field'],
]

const child: readonly BadVariant[] = [
  ['/child', absent, 'required'],
  ['/child', [], 'expected-object'],
  ['/child/name', absent, 'required'],
  ['/child/name/given', '', 'empty'],
  ['/child/name/surname', '42', 'name-without-letter'],
  ['/child/sex', absent, 'required'],
  ['/child/sex', 'U', 'not-a-choice'],
  ['/child/birthDate', absent, 'required'],
  ['/child/birthDate', '2026-11-00', 'date-invalid'],
  ['/child/birthTime', '25:12', 'time-invalid'],
  ['/child/birthPlace', absent, 'required'],
  ['/child/birthPlace', ' ', 'empty'],
  ['/child/identifiers', {}, 'unknown-field'],
  ['/child/weight', 3.2, 'unknown-field'],
]

const parents: readonly BadVariant[] = [
  ['/parents', absent, 'required'],
  ['/parents', [], 'too-few'],
  ['/parents', {}, 'expected-list'],
  ['/parents/0', null, 'expected-object'],
  ['/parents/0/role', absent, 'required'],
  ['/parents/0/role', 'mère', 'not-a-choice'],
  ['/parents/0/name', absent, 'required'],
  ['/parents/0/birthDate', absent, 'required'],
  ['/parents/0/birthDate', '2026-11-03', 'parent-born-after-child'],
  ['/parents/0/birthDate', '1894-02-21', 'birth-date-too-early'],
  ['/parents/0/identifiers', absent, 'required'],
  ['/parents/0/identifiers/nas', '000 000 035', 'nas-check-digit'],
  ['/parents/0/identifiers/nam', 'LAVOIE', 'nam-format'],
  ['/parents/1/identifiers/nas', '000 000 034', 'identifier-twice'],
  ['/parents/0/domicile', absent, 'required'],
  ['/parents/0/domicile/text', 'bonjour', 'address-not-understood'],
  ['/parents/0/confidentialAddress', 1, 'expected-yes-no'],
  ['/parents/0/consent', { given: true, method: 'sms' }, 'required', '/parents/0/consent/at'],
  ['/parents/0/maritalStatus', 'married', 'unknown-field'],
]

const rest: readonly BadVariant[] = [
  ['/channel', 'hospital', 'not-a-choice'],
  ['/language', absent, 'required'],
  ['/effectiveOn', '2026-11-03', 'unknown-field'],
  ['/sharing', absent, 'required'],
  ['/sharing/requested', absent, 'required'],
  ['/sharing/requested', 'oui', 'expected-yes-no'],
  ['/sharing/recipients', absent, 'required'],
  ['/sharing/recipients', 'cra', 'expected-list'],
  ['/sharing/recipients/0', '', 'empty'],
  ['/sharing/recipients/0', 'RAMQ', 'recipient-unknown'],
  ['/sharing/everybody', true, 'unknown-field'],
  ['/lateReason', '', 'empty'],
  ['/causeOfDelay', 'grève', 'unknown-field'],
]

describeBadVariants('birth/good/registered.json', [...act, ...constat, ...child, ...parents, ...rest])
describeBadVariants('birth/good/late-under-inquiry.json', [['/lateReason', absent, 'late-reason-required']])

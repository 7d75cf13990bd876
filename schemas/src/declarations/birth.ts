import type { Birth, BirthConstat, Child, Parent } from '@unefois/domain/declarations/birth.ts'
import type { Sex } from '@unefois/domain/person.ts'
import { daysBetween } from '@unefois/quebec/calendar-day.ts'
import { z } from 'zod'
import type { Circumstances } from '../filing/circumstances.ts'
import { FiledAct } from '../filing/filed-act.ts'
import { FiledAddress } from '../filing/filed-address.ts'
import { FiledDay } from '../filing/filed-day.ts'
import { FiledName } from '../filing/filed-name.ts'
import { FiledPerson } from '../filing/filed-person.ts'
import { FiledSharing } from '../filing/filed-sharing.ts'
import { FiledTime } from '../filing/filed-time.ts'
import { findTwins } from '../filing/find-twins.ts'
import type { Findings } from '../filing/findings.ts'
import { readAct } from '../filing/read-act.ts'
import { readBirthDate } from '../filing/read-birth-date.ts'
import { readConsent } from '../filing/read-consent.ts'
import { readIdentifiers } from '../filing/read-identifiers.ts'
import { readName } from '../filing/read-name.ts'
import { readSharing } from '../filing/read-sharing.ts'
import { takeAddress } from '../filing/take-address.ts'
import { text, textInLines } from '../filing/text.ts'
import { filedBase } from './filed-base.ts'

const Place = text(200)
const SexOfBirth = z.enum(['F', 'M', 'X'])

/** A parent is a person whose sex the role usually tells, with a birth place and a domicile. */
const FiledParent = FiledPerson.extend({
  role: z.enum(['mother', 'father', 'parent']),
  sex: SexOfBirth.optional(),
  birthPlace: Place.optional(),
  domicile: FiledAddress,
})

/** The birth of one child as filed; of a multiple birth, one declaration each. */
export const BirthFiling = z.strictObject({
  kind: z.literal('birth'),
  ...filedBase,
  act: FiledAct,
  constat: z.strictObject({
    institutionCode: text(40),
    place: Place,
    date: FiledDay,
    time: FiledTime,
    sex: SexOfBirth,
  }),
  child: z.strictObject({
    name: FiledName,
    sex: SexOfBirth,
    birthDate: FiledDay,
    birthTime: FiledTime.optional(),
    birthPlace: Place,
  }),
  parents: z.array(FiledParent).min(1).max(2),
  sharing: FiledSharing,
  /** Needed when the birth was registered, or else is filed, more than 30 days after it. */
  lateReason: textInLines(500).optional(),
})

type Filed = z.output<typeof BirthFiling>

/** Days within which a birth is declared (CCQ 113). */
const daysToDeclare = 30

/** What a well-formed birth means on the day it is filed; what speaks against it goes to the findings. */
export const readBirth = (filed: Filed, circumstances: Circumstances, findings: Findings): Birth => {
  const { today } = circumstances
  const child = readChild(filed, today, findings)
  const act = readAct(filed.act, '/act', { since: child.birthDate, today }, findings)
  const days = daysBetween(child.birthDate, act.registeredOn ?? today)
  if (days > daysToDeclare && filed.lateReason === undefined) {
    findings.flaw('/lateReason', 'late-reason-required')
  }
  const parents = filed.parents.map((parent, index) =>
    readParent(parent, { index, childBornOn: child.birthDate }, circumstances, findings),
  )
  findTwins(parents, '/parents', findings)
  return {
    kind: filed.kind,
    channel: filed.channel,
    language: filed.language,
    act,
    constat: readConstat(filed, today, findings),
    child,
    parents,
    sharing: readSharing(filed.sharing, circumstances, findings),
    ...(filed.lateReason !== undefined && { lateReason: filed.lateReason }),
  }
}

const readChild = ({ child }: Filed, today: string, findings: Findings): Child => ({
  name: readName(child.name),
  sex: child.sex,
  birthDate: readBirthDate(child.birthDate, '/child/birthDate', today, findings),
  ...(child.birthTime !== undefined && { birthTime: child.birthTime }),
  birthPlace: child.birthPlace,
})

/** Where constat and declaration differ, the clerk must see it: it is what a concordance is about. */
const readConstat = ({ constat, child }: Filed, today: string, findings: Findings): BirthConstat => {
  if (constat.date > today) findings.flaw('/constat/date', 'constat-in-future')
  if (constat.date !== child.birthDate) findings.warn('/child/birthDate', 'constat-differs')
  if (constat.sex !== child.sex) findings.warn('/child/sex', 'constat-differs')
  if (child.birthTime !== undefined && constat.time !== child.birthTime) {
    findings.warn('/child/birthTime', 'constat-differs')
  }
  return constat
}

const sexOfRole: Readonly<Record<Parent['role'], Sex>> = { mother: 'F', father: 'M', parent: 'X' }

const readParent = (
  filed: Filed['parents'][number],
  { index, childBornOn }: { readonly index: number; readonly childBornOn: string },
  circumstances: Circumstances,
  findings: Findings,
): Parent => {
  const at = `/parents/${index}`
  const { role, name, birthDate, birthPlace, sex, canadianCitizen, consent, confidentialAddress } = filed
  if (birthDate >= childBornOn) findings.flaw(`${at}/birthDate`, 'parent-born-after-child')
  const holder = { ...name, birthDate, sex: sex ?? sexOfRole[role], at: `${at}/identifiers` }
  return {
    role,
    name: readName(name),
    birthDate: readBirthDate(birthDate, `${at}/birthDate`, circumstances.today, findings),
    ...(birthPlace !== undefined && { birthPlace }),
    ...(sex !== undefined && { sex }),
    ...(canadianCitizen !== undefined && { canadianCitizen }),
    identifiers: readIdentifiers(filed.identifiers, holder, circumstances, findings),
    domicile: takeAddress(
      filed.domicile,
      { at: `${at}/domicile`, name: `parent-${index}` },
      circumstances,
      findings,
    ),
    ...(consent !== undefined && {
      consent: readConsent(consent, `${at}/consent`, circumstances.today, findings),
    }),
    ...(confidentialAddress !== undefined && { confidentialAddress }),
  }
}

import type { Death, DeathFacts, Deceased } from '@unefois/domain/declarations/death.ts'
import { z } from 'zod'
import type { Circumstances } from '../filing/circumstances.ts'
import { FiledAct } from '../filing/filed-act.ts'
import { FiledAddress } from '../filing/filed-address.ts'
import { FiledContact } from '../filing/filed-contact.ts'
import { FiledDay } from '../filing/filed-day.ts'
import { FiledName } from '../filing/filed-name.ts'
import { FiledPerson } from '../filing/filed-person.ts'
import { FiledSharing } from '../filing/filed-sharing.ts'
import { FiledTime } from '../filing/filed-time.ts'
import type { Findings } from '../filing/findings.ts'
import { readAct } from '../filing/read-act.ts'
import { readContact } from '../filing/read-contact.ts'
import { readName } from '../filing/read-name.ts'
import { readPerson } from '../filing/read-person.ts'
import { readSharing } from '../filing/read-sharing.ts'
import { takeAddress } from '../filing/take-address.ts'
import { text } from '../filing/text.ts'
import { filedBase } from './filed-base.ts'

const Place = text(200)

/** A death as filed. It has no field for the cause, which is public health's alone: one sent is refused. */
export const DeathFiling = z.strictObject({
  kind: z.literal('death'),
  ...filedBase,
  act: FiledAct,
  deceased: FiledPerson.omit({ consent: true }).extend({ birthPlace: Place, lastDomicile: FiledAddress }),
  death: z.strictObject({ date: FiledDay, time: FiledTime, place: Place }),
  declarant: z.strictObject({
    name: FiledName,
    /** `child`, `spouse`, `funeral-director`, …: as the declaration says it. */
    relation: text(50),
    contact: FiledContact,
    address: FiledAddress,
  }),
  /** `burial`, `cremation`, …: as the declaration says it. */
  disposal: z.strictObject({ mode: text(50), place: Place }),
  sharing: FiledSharing,
})

type Filed = z.output<typeof DeathFiling>

/** What a well-formed death means on the day it is filed; what speaks against it goes to the findings. */
export const readDeath = (filed: Filed, circumstances: Circumstances, findings: Findings): Death => {
  const { today } = circumstances
  const { declarant } = filed
  return {
    kind: filed.kind,
    channel: filed.channel,
    language: filed.language,
    act: readAct(filed.act, '/act', { since: filed.death.date, today }, findings),
    deceased: readDeceased(filed, circumstances, findings),
    death: readFacts(filed, today, findings),
    declarant: {
      name: readName(declarant.name),
      relation: declarant.relation,
      contact: readContact(declarant.contact, '/declarant/contact', findings),
      address: takeAddress(
        declarant.address,
        { at: '/declarant/address', name: 'declarant' },
        circumstances,
        findings,
      ),
    },
    disposal: filed.disposal,
    sharing: readSharing(filed.sharing, circumstances, findings),
  }
}

const readDeceased = ({ deceased }: Filed, circumstances: Circumstances, findings: Findings): Deceased => {
  const { birthPlace, lastDomicile, ...person } = deceased
  return {
    ...readPerson(person, '/deceased', circumstances, findings),
    birthPlace,
    lastDomicile: takeAddress(
      lastDomicile,
      { at: '/deceased/lastDomicile', name: 'domicile' },
      circumstances,
      findings,
    ),
  }
}

const readFacts = ({ death, deceased }: Filed, today: string, findings: Findings): DeathFacts => {
  if (death.date > today) findings.flaw('/death/date', 'death-in-future')
  if (death.date < deceased.birthDate) findings.flaw('/death/date', 'death-before-birth')
  return death
}

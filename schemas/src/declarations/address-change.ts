import type { AddressChange, Move } from '@unefois/domain/declarations/address-change.ts'
import { effectiveDateWindow } from '@unefois/quebec/quebec-time.ts'
import { z } from 'zod'
import type { Circumstances } from '../filing/circumstances.ts'
import { FiledAddress } from '../filing/filed-address.ts'
import { FiledContact } from '../filing/filed-contact.ts'
import { FiledDay } from '../filing/filed-day.ts'
import { FiledPerson } from '../filing/filed-person.ts'
import type { Findings } from '../filing/findings.ts'
import { readAddress } from '../filing/read-address.ts'
import { readContact } from '../filing/read-contact.ts'
import { readPerson } from '../filing/read-person.ts'
import { maximumPersons } from './address-change-later.ts'

/** A change of address as filed. */
export const AddressChangeFiling = z.strictObject({
  kind: z.literal('address-change'),
  channel: z.enum(['web', 'phone', 'counter', 'registry', 'api']),
  language: z.enum(['fr', 'en']),
  effectiveOn: FiledDay,
  declarant: z.strictObject({
    /** Position in `persons`. */
    person: z
      .int()
      .min(0)
      .max(maximumPersons - 1),
    contact: FiledContact,
  }),
  persons: z.array(FiledPerson).min(1).max(maximumPersons),
  oldAddress: FiledAddress,
  newAddress: FiledAddress,
  mailingAddress: FiledAddress.optional(),
})

type Filed = z.output<typeof AddressChangeFiling>

/** What a well-formed filing means on the day it is filed; what speaks against it goes to the findings. */
export const readAddressChange = (
  filed: Filed,
  circumstances: Circumstances,
  findings: Findings,
): AddressChange => {
  const { first, last } = effectiveDateWindow(circumstances.today)
  if (filed.effectiveOn < first) findings.flaw('/effectiveOn', 'effective-date-too-early')
  if (filed.effectiveOn > last) findings.flaw('/effectiveOn', 'effective-date-too-late')
  if (filed.declarant.person >= filed.persons.length) {
    findings.flaw('/declarant/person', 'declarant-not-among-persons')
  }
  return {
    kind: filed.kind,
    channel: filed.channel,
    language: filed.language,
    declarant: {
      person: filed.declarant.person,
      contact: readContact(filed.declarant.contact, '/declarant/contact', findings),
    },
    persons: filed.persons.map((person, index) =>
      readPerson(person, `/persons/${index}`, circumstances, findings),
    ),
    move: readMove(filed, findings),
  }
}

const readMove = (filed: Filed, findings: Findings): Move => {
  const oldAddress = readAddress(filed.oldAddress, '/oldAddress', findings)
  const newAddress = readAddress(filed.newAddress, '/newAddress', findings)
  if (oldAddress.lines.join('\n') === newAddress.lines.join('\n')) {
    findings.warn('/newAddress', 'same-address')
  }
  return {
    effectiveOn: filed.effectiveOn,
    oldAddress,
    newAddress,
    ...(filed.mailingAddress && {
      mailingAddress: readAddress(filed.mailingAddress, '/mailingAddress', findings),
    }),
  }
}

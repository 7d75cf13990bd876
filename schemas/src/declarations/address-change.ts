import type { Address } from '@unefois/domain/address.ts'
import type { AddressChange, Move, PartnerConsent } from '@unefois/domain/declarations/address-change.ts'
import { matchKey } from '@unefois/quebec/address/rendering/match-key.ts'
import { effectiveDateWindow } from '@unefois/quebec/quebec-time.ts'
import { z } from 'zod'
import type { Circumstances } from '../filing/circumstances.ts'
import { FiledAddress } from '../filing/filed-address.ts'
import { FiledContact } from '../filing/filed-contact.ts'
import { FiledDay } from '../filing/filed-day.ts'
import { FiledPerson } from '../filing/filed-person.ts'
import { findTwins } from '../filing/find-twins.ts'
import type { Findings } from '../filing/findings.ts'
import { readContact } from '../filing/read-contact.ts'
import { readPerson } from '../filing/read-person.ts'
import { takeAddress } from '../filing/take-address.ts'
import { text, textInLines } from '../filing/text.ts'
import { filedBase } from './filed-base.ts'

/** A household that moves together. */
const maximumPersons = 20

/** A change of address as filed. */
export const AddressChangeFiling = z.strictObject({
  kind: z.literal('address-change'),
  ...filedBase,
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
  /** Why mail is to go to a post-office box, where an agency takes one only for a serious reason. */
  poBoxReason: textInLines(500).optional(),
  /** Partners that the declarant wishes to be told, or not. */
  partners: z
    .array(z.strictObject({ id: text(40), consent: z.boolean() }))
    .max(50)
    .optional(),
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
  const persons = filed.persons.map((person, index) =>
    readPerson(person, `/persons/${index}`, circumstances, findings),
  )
  findTwins(persons, '/persons', findings)
  return {
    kind: filed.kind,
    channel: filed.channel,
    language: filed.language,
    declarant: {
      person: filed.declarant.person,
      contact: readContact(filed.declarant.contact, '/declarant/contact', findings),
    },
    persons,
    move: readMove(filed, circumstances, findings),
    partners: readPartners(filed.partners ?? [], circumstances, findings),
  }
}

const isSame = ({ record: one }: Address, { record: other }: Address): boolean =>
  one !== undefined && other !== undefined && matchKey(one) === matchKey(other)

const readMove = (filed: Filed, circumstances: Circumstances, findings: Findings): Move => {
  const oldAddress = takeAddress(
    filed.oldAddress,
    { at: '/oldAddress', name: 'old' },
    circumstances,
    findings,
  )
  const newAddress = takeAddress(
    filed.newAddress,
    { at: '/newAddress', name: 'new' },
    circumstances,
    findings,
  )
  if (isSame(oldAddress, newAddress)) findings.warn('/newAddress', 'same-address')
  return {
    effectiveOn: filed.effectiveOn,
    oldAddress,
    newAddress,
    ...(filed.mailingAddress && {
      mailingAddress: takeAddress(
        filed.mailingAddress,
        { at: '/mailingAddress', name: 'mailing' },
        circumstances,
        findings,
      ),
    }),
    ...(filed.poBoxReason !== undefined && { poBoxReason: filed.poBoxReason }),
  }
}

const readPartners = (
  filed: readonly PartnerConsent[],
  { bodies }: Circumstances,
  findings: Findings,
): readonly PartnerConsent[] => {
  filed.forEach(({ id }, index) => {
    if (!bodies.has(id)) findings.flaw(`/partners/${index}/id`, 'recipient-unknown')
    if (filed.findIndex((other) => other.id === id) < index) {
      findings.flaw(`/partners/${index}/id`, 'partner-twice')
    }
  })
  return filed
}

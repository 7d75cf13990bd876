import { type AddressReason, addressReasons } from './address-reasons.ts'
import type { AddressRecord } from './address-record.ts'
import { draftRecord } from './draft-record.ts'
import { foldName } from './fold.ts'
import { normaliseStructured } from './normalise-structured.ts'
import type { NormalisedAddress } from './normalised-address.ts'
import type { Places } from './places/places.ts'
import { anchorPostalCode } from './reading/anchor-postal-code.ts'
import { readAbroad } from './reading/read-abroad.ts'
import { readAsides } from './reading/read-asides.ts'
import { readMunicipality } from './reading/read-municipality.ts'
import { readPostOffice, readStation } from './reading/read-post-office.ts'
import { readProvince } from './reading/read-province.ts'
import { readThoroughfare } from './reading/read-thoroughfare.ts'
import { readUnits } from './reading/read-units.ts'
import type { Reading } from './reading/reading.ts'
import { plainPunctuation, tokenise } from './tokenise.ts'

export type AddressInput = { readonly text: string } | { readonly structured: Partial<AddressRecord> }

const longest = 500
const mostLines = 10

/**
 * One record from an address as typed or given field by field. It never guesses: whatever is not certain is a reason
 * to ask, and the record then holds the best reading. Pure; never throws; time grows with the length, which is
 * capped at 500 characters.
 */
export const normaliseAddress = (input: AddressInput, places: Places): NormalisedAddress =>
  'text' in input ? normaliseText(input.text, places) : normaliseStructured(input.structured, places)

const normaliseText = (text: string, places: Places): NormalisedAddress => {
  if (text.length > longest) return { understood: false, code: 'address-too-long' }
  const plain = plainPunctuation(text).trim()
  if (plain === '') return { understood: false, code: 'address-empty' }
  if (plain.split('\n').filter((line) => line.trim() !== '').length > mostLines)
    return { understood: false, code: 'address-too-many-lines' }
  const anchored = anchorPostalCode(plain)
  if (anchored.code === '') {
    const abroad = readAbroad(plain, places, anchored.reason === 'postal-code-missing')
    if (abroad !== undefined) return abroad
  }
  const reading: Reading = {
    parts: tokenise(anchored.rest),
    record: { ...draftRecord(), postalCode: anchored.code },
    reasons: new Set(anchored.reason === undefined ? [] : [anchored.reason]),
    besides: [],
    places,
    codeInside: anchored.inside ?? false,
  }
  read(reading)
  return outcome(reading)
}

const read = (reading: Reading): void => {
  readAsides(reading)
  readProvince(reading)
  readPostOffice(reading)
  readUnits(reading)
  readMunicipality(reading)
  readStation(reading)
  readThoroughfare(reading)
}

const outcome = ({ record, reasons, besides, places }: Reading): NormalisedAddress => {
  const streets = record.specific !== '' && (record.generic !== '' || record.civicNumber !== '')
  const placed =
    record.postalCode !== '' || (record.municipality !== '' && isKnown(record.municipality, places))
  if (!streets && !placed && record.poBox === '') return { understood: false, code: 'address-not-understood' }
  // Of a part that is only punctuation no word remains; its reason does.
  const written = besides.filter((line) => line !== '')
  return {
    understood: true,
    certain: reasons.size === 0,
    reasons: inOrder(reasons),
    record,
    besides: written,
  }
}

const isKnown = (name: string, places: Places): boolean => places.byKey.has(foldName(name))

const inOrder = (reasons: ReadonlySet<AddressReason>): AddressReason[] =>
  addressReasons.filter((reason) => reasons.has(reason))

import type { AddressReason } from '../address-reasons.ts'
import type { AddressRecord } from '../address-record.ts'
import { capitaliseName } from '../capitalise.ts'
import type { DraftRecord } from '../draft-record.ts'
import { foldWord } from '../fold.ts'
import { directionByWord } from '../tables/directions.ts'
import { genericAfter, genericBefore, genericByName } from '../tables/generics.ts'
import { keyOf, textOf } from '../token.ts'
import { plainPunctuation, wordsOf } from '../tokenise.ts'
import { ordinalAt, ordinalInFrench } from './ordinal-at.ts'
import { readLink } from './read-link.ts'
import { readStreet } from './read-street.ts'

type Draft = { readonly record: DraftRecord; readonly reasons: Set<AddressReason> }

const words = (text = '') =>
  wordsOf(
    plainPunctuation(text)
      .replace(/\s{1,200}/g, ' ')
      .trim(),
  )

/** The street of a record given field by field; a whole street in the field of its name is taken apart. */
export const structuredStreet = (given: Partial<AddressRecord>, { record, reasons }: Draft): void => {
  const name = words(given.specific)
  const generic = words(given.generic)
  const byPost = record.poBox !== '' || record.ruralRoute !== ''
  if (name.length === 0) {
    if (!byPost || generic.length > 0) reasons.add('street-missing')
    record.generic = textOf(generic).toLowerCase()
    return
  }
  const inQuebec = record.province === 'QC' || record.province === ''
  const direction = directionByWord.get(keyOf(words(given.direction)))
  if (direction === undefined && words(given.direction).length > 0) reasons.add('street-unclear')
  if (generic.length === 0) {
    const read = readStreet(name, inQuebec)
    Object.assign(record, { generic: read.generic, link: read.link, specific: read.specific })
    record.direction = direction ?? read.direction
    if (read.reason !== undefined) reasons.add(read.reason)
    else if (read.rest.length > 0) reasons.add('street-unclear')
    return
  }
  const key = keyOf(generic)
  const kind =
    (inQuebec ? undefined : genericAfter.get(key)) ??
    genericBefore.get(key) ??
    genericAfter.get(key) ??
    genericByName.get(textOf(generic).toLowerCase())
  if (kind === undefined) reasons.add('street-unclear')
  record.generic = kind === undefined ? textOf(generic) : inQuebec ? kind.code : kind.name
  const linked = readLink([...words(given.link), ...name], 0)
  record.link = words(given.link).length > 0 || linked.words > 0 ? linked.link : ''
  const rest = words(given.link).length > 0 ? name : name.slice(linked.words)
  const ordinal = ordinalAt(rest, 0)
  record.specific =
    ordinal !== undefined && ordinal.words === rest.length && inQuebec
      ? ordinalInFrench(ordinal.number, kind?.feminine ?? false)
      : capitaliseName(textOf(rest))
  record.direction = direction ?? ''
  if (foldWord(given.link ?? '') !== '' && record.link === '') reasons.add('street-unclear')
}

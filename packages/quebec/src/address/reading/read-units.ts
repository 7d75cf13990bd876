import { floor, namedFloors, type UnitType, unitTypeByWord, untyped } from '../tables/unit-types.ts'
import { keyOf, type Token } from '../token.ts'
import { beginsStreet } from './begins-street.ts'
import { classifyPair } from './classify-pair.ts'
import { ordinalAt } from './ordinal-at.ts'
import { around } from './read-post-office.ts'
import type { Reading } from './reading.ts'

type Unit = { readonly from: number; readonly to: number; readonly unit: string; readonly type: string }

const digits = /^\d{1,5}[A-Z]{0,2}$|^[A-Z]{1,2} ?\d{1,5}[A-Z]?$|^\d{1,5} [A-Z]$/
const letter = /^[A-Z]$/
const withNumber = /^(\d{1,5}[A-Z]?|[A-Z]) (\d{1,6})$/
const glued = /^(APP|APT|APPT|UNIT|SUITE|BUR|PH)(\d{1,5}[A-Z]?)$/
const articles: ReadonlySet<string> = new Set(['DE', 'DU', 'LA', 'LE', 'L', 'DES', 'D', 'AU', 'A'])

/** Takes units and floors out, wherever they stand; two of them are a reason to ask. */
export const readUnits = (reading: Reading): void => {
  const { record, reasons } = reading
  for (let index = 0; index < reading.parts.length; ) {
    const part = reading.parts[index] ?? []
    const found = locateUnit(part, reading)
    if (found === undefined) {
      index += 1
      continue
    }
    if (found.unit === '' && found.type === untyped) reasons.add('unit-unclear')
    else if (record.unitType === '') {
      record.unit = found.unit
      record.unitType = found.type
    } else if (record.unit !== found.unit || record.unitType !== found.type) reasons.add('several-units')
    reading.parts.splice(index, 1, ...around(part, found))
  }
}

const locateUnit = (part: Token[], reading: Reading): Unit | undefined => {
  for (let at = 0; at < part.length; at += 1) {
    const found = floorAt(part, at) ?? unitAt(part, at, reading)
    if (found !== undefined) return found
  }
  return undefined
}

const unitAt = (part: Token[], at: number, reading: Reading): Unit | undefined => {
  const key = part[at]?.key ?? ''
  const both = glued.exec(key)
  if (both !== null)
    return {
      from: at,
      to: at + 1,
      unit: both[2] ?? '',
      type: unitTypeByWord.get(both[1] ?? '')?.name ?? untyped,
    }
  const type = key === '#' ? undefined : unitTypeByWord.get(key)
  if (key !== '#' && type === undefined) return undefined
  if (at > 0 && articles.has(part[at - 1]?.key ?? '')) return undefined
  let next = at + 1
  while (['#', 'NO', 'NUMERO'].includes(part[next]?.key ?? '')) next += 1
  return numbered(part, { at, next, type, key }, reading)
}

type Spot = {
  readonly at: number
  readonly next: number
  readonly type: UnitType | undefined
  readonly key: string
}

const numbered = (part: Token[], { at, next, type, key }: Spot, { reasons }: Reading): Unit | undefined => {
  const id = part[next]?.key ?? ''
  const name = type?.name ?? untyped
  const street = beginsStreet(part, next + 1)
  const pair = withNumber.exec(id)
  const house = (pair?.[2] ?? '').length > 2 || /^\d/.test(id)
  const before =
    at === 0 &&
    house &&
    (part.length > next + 1 || classifyPair(pair?.[1] ?? '', pair?.[2] ?? '').kind === 'unit')
  if (pair !== null && (street || before)) {
    part.splice(
      next,
      1,
      { text: pair[1] ?? '', key: pair[1] ?? '' },
      { text: pair[2] ?? '', key: pair[2] ?? '' },
    )
    return { from: at, to: next + 1, unit: pair[1] ?? '', type: name }
  }
  if (key === '#' && at === 0 && street) {
    // `#123 rue Principale`: the number of the house, or a unit without one.
    reasons.add('civic-number-unclear')
    return { from: 0, to: 1, unit: '', type: '' }
  }
  const strict = key === 'STE' || key === 'LOT' || key === 'TERRAIN'
  if (strict ? /^\d{1,5}$/.test(id) : digits.test(id) || (letter.test(id) && lettered(part, next, type)))
    return { from: at, to: next + 1, unit: (part[next]?.text ?? id).toUpperCase(), type: name }
  if (type?.name === untyped || key === '#') return { from: at, to: at + 1, unit: '', type: untyped }
  return undefined
}

/** A letter is a unit's when nothing follows that would make it the start of a name: `porte A`, not `local O Keefe`. */
const lettered = (part: Token[], next: number, type: UnitType | undefined): boolean =>
  type?.weak !== true || type.name === 'bloc' || type.name === 'porte' || next === part.length - 1

const floorWord = /^(?:RDC|REZ|SOUS|GROUND|BASEMENT|BSMT)|^SOUSSOL/

const floorAt = (part: Token[], at: number): Unit | undefined => {
  const maybe = floorWord.test(part[at]?.key ?? '')
  for (let count = maybe ? 3 : 0; count > 0; count -= 1) {
    if (at + count > part.length) continue
    const name = namedFloors.get(keyOf(part.slice(at, at + count)))
    if (name !== undefined && !articles.has(part[at - 1]?.key ?? ''))
      return { from: at, to: at + count, unit: '', type: name }
  }
  const key = part[at]?.key ?? ''
  const next = part[at + 1]?.key ?? ''
  if (['ETAGE', 'FLOOR'].includes(key) && /^\d{1,2}$/.test(next))
    return { from: at, to: at + 2, unit: next, type: floor }
  const ordinal = ordinalAt(part, at)
  if (ordinal === undefined) return undefined
  const to = at + ordinal.words
  return ['ETAGE', 'FLOOR', 'FL', 'ET'].includes(part[to]?.key ?? '') &&
    (part[to]?.key !== 'ET' || to === part.length - 1)
    ? { from: at, to: to + 1, unit: String(ordinal.number), type: floor }
    : undefined
}

import { capitaliseName } from '../capitalise.ts'
import { type Token, textOf } from '../token.ts'
import type { Reading } from './reading.ts'

/** What a PO box and a rural route are called, longest first. */
const boxes = [
  'C P',
  'P O BOX',
  'PO BOX',
  'P O B',
  'CASE POSTALE',
  'BOITE POSTALE',
  'CP',
  'BP',
  'POB',
  'POBOX',
  'BOX',
]
const routes = ['R R', 'ROUTE RURALE', 'RURAL ROUTE', 'RR']
const firstWord =
  /^(?:C|P|R|CASE|BOITE|BOX|PO|POBOX|ROUTE|RURAL|(?:CP|BP|POB|RR)\d{0,6}|C P|P O BOX|PO BOX|P O B|R R)$/
const gluedBox = /^(?:CP|BP|POB)(\d{1,6})$/
const gluedRoute = /^RR(\d{1,3})$/
const boxNumber = /^\d{1,6}[A-Z]?$|^[A-Z]\d{1,5}$/
const number = /^\d{1,3}$/
const noise: ReadonlySet<string> = new Set(['#', 'NO', 'NUMERO', 'NUMBER'])

/** Takes PO box and rural route out; what stood around them becomes parts of its own. */
export const readPostOffice = (reading: Reading): void => {
  const { record } = reading
  reading.parts = reading.parts.flatMap((part) => {
    const box = locate(part, boxes, gluedBox, boxNumber)
    if (box === undefined || record.poBox !== '') return [part]
    record.poBox = box.id
    return around(part, box)
  })
  reading.parts = reading.parts.flatMap((part) => {
    const route = locate(part, routes, gluedRoute, number)
    if (route === undefined || record.ruralRoute !== '') return [part]
    record.ruralRoute = route.id
    return around(part, route)
  })
}

type Located = { readonly from: number; readonly to: number; readonly id: string }

export const around = (part: Token[], { from, to }: { from: number; to: number }): Token[][] =>
  [part.slice(0, from), part.slice(to)].filter((words) => words.length > 0)

const locate = (part: Token[], names: string[], glued: RegExp, id: RegExp): Located | undefined => {
  for (let at = 0; at < part.length; at += 1) {
    if (!firstWord.test(part[at]?.key ?? '')) continue
    const alone = glued.exec(part[at]?.key ?? '')?.[1]
    if (alone !== undefined) return { from: at, to: at + 1, id: alone }
    const words = names.find((name) => startsAt(part, at, name))?.split(' ').length
    if (words === undefined) continue
    let next = at + words
    while (noise.has(part[next]?.key ?? '')) next += 1
    const found = part[next]?.key ?? ''
    if (id.test(found)) return { from: at, to: next + 1, id: found }
  }
  return undefined
}

const startsAt = (part: Token[], at: number, name: string): boolean => {
  if (part[at]?.key === name) return true
  if (!name.includes(' ')) return false
  return name.split(' ').every((word, index) => part[at + index]?.key === word)
}

const stations: ReadonlySet<string> = new Set(
  'SUCC SUCCURSALE STN STATION STA RPO COMPTOIR CSP CENTRE-DE-DISTRIBUTION'.split(' '),
)

/** Takes the station of a PO box out: `succ. Centre-Ville`, to the end of its part. */
export const readStation = ({ parts, record }: Reading): void => {
  if (record.poBox === '') return
  for (const [index, part] of parts.entries()) {
    const at = part.findIndex(({ key }) => stations.has(key))
    if (at < 0) continue
    const words = part.slice(at + 1).filter(({ key }, place) => place > 0 || key !== 'POSTAL')
    if (words.length === 0) continue
    record.station = capitaliseName(textOf(words))
    if (at === 0) parts.splice(index, 1)
    else part.splice(at)
    return
  }
}

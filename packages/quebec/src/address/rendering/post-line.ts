import type { AddressRecord } from '../address-record.ts'

/** PO box, station and rural route as people read them: `Case postale 12, succursale Centre-Ville`. */
export const postLine = ({ poBox, station, ruralRoute }: AddressRecord): string =>
  [
    poBox === '' ? '' : `case postale ${poBox}`,
    station === '' ? '' : `succursale ${station}`,
    ruralRoute === '' ? '' : `RR ${ruralRoute}`,
  ]
    .filter((text) => text !== '')
    .join(', ')
    .replace(/^c/, 'C')

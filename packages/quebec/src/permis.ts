import { bad, type Checked, doubtful } from './checked.ts'

export type PermisFlaw = 'permis-format'
export type PermisWarning = 'permis-birth-date'

/**
 * Driver's licence number, to one letter and twelve digits; printed `A0000-DDMMYY-00`. The middle six are the
 * birth date; what the others mean is not published, so nothing else is checked. `birthDate` is `YYYY-MM-DD`.
 */
export const permis = (
  typed: string,
  { birthDate }: { readonly birthDate: string },
): Checked<string, PermisWarning, PermisFlaw> => {
  const value = typed.replace(/[\s.\u2010-\u2015-]/gu, '').toUpperCase()
  if (!/^[A-Z][0-9]{12}$/.test(value)) return bad('permis-format')
  const [year = '', month = '', day = ''] = birthDate.split('-')
  const printed = `${day}${month}${year.slice(2)}`
  return doubtful(value, value.slice(5, 11) === printed ? [] : ['permis-birth-date'])
}

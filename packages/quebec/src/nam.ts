import { bad, type Checked, doubtful } from './checked.ts'
import { foldName } from './fold-name.ts'
import { namCheckDigit } from './nam-check-digit.ts'

export type NamFlaw = 'nam-format'
export type NamWarning = 'nam-check-digit' | 'nam-name' | 'nam-birth-date'

/** Whom the number is said to belong to; the birth date is `YYYY-MM-DD`. */
export type NamHolder = {
  readonly surname: string
  readonly given: string
  readonly birthDate: string
  readonly sex: 'F' | 'M' | 'X'
}

const printedName = ({ surname, given }: NamHolder): string =>
  foldName(surname).slice(0, 3).padEnd(3, 'X') + foldName(given).slice(0, 1).padEnd(1, 'X')

/** YYMMDD as printed: fifty is added to the month of a woman. Who wrote X may carry either. */
const printedDates = ({ birthDate, sex }: NamHolder): readonly string[] => {
  const [year = '', month = '', day = ''] = birthDate.split('-')
  const asMan = `${year.slice(2)}${month}${day}`
  const asWoman = `${year.slice(2)}${Number(month) + 50}${day}`
  return sex === 'F' ? [asWoman] : sex === 'M' ? [asMan] : [asMan, asWoman]
}

/**
 * Numéro d'assurance maladie, to four letters and eight digits. Only the format refuses; the rest are doubts,
 * since a card keeps the surname of birth, the usual given name and the sex of its issue.
 */
export const nam = (typed: string, holder: NamHolder): Checked<string, NamWarning, NamFlaw> => {
  const value = typed.replace(/[\s.\u2010-\u2015-]/gu, '').toUpperCase()
  if (!/^[A-Z]{4}[0-9]{8}$/.test(value)) return bad('nam-format')
  const warnings: NamWarning[] = []
  if (namCheckDigit(value, holder.birthDate.slice(0, 4)) !== value.slice(11)) warnings.push('nam-check-digit')
  if (value.slice(0, 4) !== printedName(holder)) warnings.push('nam-name')
  if (!printedDates(holder).includes(value.slice(4, 10))) warnings.push('nam-birth-date')
  return doubtful(value, warnings)
}

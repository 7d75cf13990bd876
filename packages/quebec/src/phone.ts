import { bad, type Checked, good } from './checked.ts'

export type PhoneFlaw = 'phone-format'

/**
 * A North American number, to `+1` and ten digits (E.164). Any area code: people keep their number when they
 * move. Extensions are not taken, since nobody would dial them from a notice.
 */
export const phone = (typed: string): Checked<string, never, PhoneFlaw> => {
  const digits = typed
    .replace(/^\s*\+?1(?=[\s(.\u2010-\u2015-]*[2-9])/u, '')
    .replace(/[\s().\u2010-\u2015-]/gu, '')
  return /^[2-9][0-9]{2}[2-9][0-9]{6}$/.test(digits) ? good(`+1${digits}`) : bad('phone-format')
}

import { foldLetters } from './fold.ts'
import { accentedWord } from './tables/accented-words.ts'

/** Small words inside a name: `Côte-des-Neiges`. */
export const particles: ReadonlySet<string> = new Set(
  "de du des la le les l' d' à au aux et en sous sur lès ès of the and".split(' '),
)

const roman = /^(?:II|III|IV|VI|VII|VIII|IX|XI|XII|XIII|XIV|XV|XVI|XXII|XXIII|PH)$/
const pieces = /[\p{L}\p{N}]+['.]?|[^\p{L}\p{N}]+/gu
const anyAccent = /[\u0080-\uffff]/

/**
 * A name as it is written: capitals and small letters where all were one or the other, accents where none was typed
 * and the word has one spelling. What was typed in both cases and with accents stays as it is.
 */
export const capitaliseName = (name: string): string => {
  const shout = name === name.toUpperCase()
  const accents = !anyAccent.test(name)
  let first = true
  return name.replace(pieces, (piece, at: number) => {
    if (!/[\p{L}\p{N}]/u.test(piece)) return piece
    const possessive = /^s$/i.test(piece) && name.charAt(at - 1) === "'"
    const written = possessive ? 's' : capitalisePiece(piece, { first, shout, accents })
    first = false
    return written
  })
}

const capitalisePiece = (
  piece: string,
  how: { first: boolean; shout: boolean; accents: boolean },
): string => {
  const lower = piece.toLowerCase()
  if (piece === 'a' && !how.first) return 'à'
  const small = particles.has(lower)
  if (small && !how.first) return how.shout || piece === lower ? lower : piece
  if (how.shout && piece.length > 1 && roman.test(piece)) return piece
  const known = how.accents ? accentedWord(foldLetters(piece)) : undefined
  if (known !== undefined) return known
  if (/^\d/.test(piece)) return lower
  return how.shout || piece === lower ? lower.charAt(0).toUpperCase() + lower.slice(1) : piece
}

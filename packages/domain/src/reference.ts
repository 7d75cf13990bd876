import type { Reference } from './ids.ts'

/** No 0, O, 1 or I, which people mistake for each other when reading aloud or typing. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** Luhn's algorithm over 32 symbols: catches every single wrong symbol and most swapped neighbours. */
const checkSymbol = (symbols: string): string => {
  const size = alphabet.length
  let sum = 0
  let factor = 2
  for (let i = symbols.length - 1; i >= 0; i--) {
    const addend = factor * alphabet.indexOf(symbols.charAt(i))
    sum += Math.floor(addend / size) + (addend % size)
    factor = factor === 2 ? 1 : 2
  }
  return alphabet.charAt((size - (sum % size)) % size)
}

/** `UF-7K3M-9QX2` from seven random numbers in [0, 1): seven symbols (35 bits) and a check symbol. */
export const makeReference = (random: () => number): Reference => {
  let symbols = ''
  for (let i = 0; i < 7; i++) symbols += alphabet.charAt(Math.floor(random() * alphabet.length))
  symbols += checkSymbol(symbols)
  return `UF-${symbols.slice(0, 4)}-${symbols.slice(4)}` as Reference
}

/** Accepts lower case and missing hyphens; null when the check symbol does not fit. */
export const parseReference = (typed: string): Reference | null => {
  const symbols = typed.toUpperCase().replace(/[\s-]/g, '').replace(/^UF/, '')
  if (symbols.length !== 8 || [...symbols].some((symbol) => !alphabet.includes(symbol))) return null
  if (checkSymbol(symbols.slice(0, 7)) !== symbols[7]) return null
  return `UF-${symbols.slice(0, 4)}-${symbols.slice(4)}` as Reference
}

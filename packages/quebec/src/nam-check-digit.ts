/** A=01 … R=18, 19 is skipped, S=20 … Z=27. */
const letterValue = (letter: string): string => {
  const rank = letter.charCodeAt(0) - 64
  return String(rank < 19 ? rank : rank + 1).padStart(2, '0')
}

/** One weight for each of the seventeen digits: letters, birth year, month as printed, day, sequence. */
const weights = [7, 1, 1, 3, 9, 7, 3, 9, 5, 3, 1, 3, 5, 7, 6, 9, 1] as const

/**
 * The last digit of a NAM whose holder was born in the given year. The régie publishes no rule; this one is the
 * community's (https://github.com/petalmd/health_card) and agrees with the specimens we found. Hence a wrong
 * digit is a doubt, never a refusal.
 */
export const namCheckDigit = (nam: string, birthYear: string): string => {
  const letters = [...nam.slice(0, 4)].map(letterValue).join('')
  const digits = `${letters}${birthYear}${nam.slice(6, 11)}`
  const sum = weights.reduce((total, weight, index) => total + weight * (digits.charCodeAt(index) - 48), 0)
  return String(sum % 10)
}

import { inventedMove } from './invented-move.ts'

/** Four letters that no other number below 456,976 has. */
const letters = (number: number): string =>
  [17_576, 676, 26, 1].map((weight) => String.fromCharCode(65 + (Math.floor(number / weight) % 26))).join('')

/** The move of an invented person whom every agency that hears of moves knows: seven of the eight. */
export const inventedMoveToAll = (number: number, house = 1) => {
  const move = inventedMove(number, house)
  return {
    ...move,
    persons: move.persons.map((person) => ({
      ...person,
      identifiers: {
        ...person.identifiers,
        nam: `${letters(number)}88541719`,
        fileNumbers: { mess: `M-${number}`, cnesst: `C-${number}` },
      },
    })),
  }
}

export const toldOfMoveToAll = ['saaq', 'ramq', 'rrq', 'revenu', 'dge', 'mess', 'cnesst'] as const

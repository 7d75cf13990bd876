import { inventedMove } from '../running/invented-move.ts'
import { sample } from './sample.ts'

type Fields = Readonly<Record<string, unknown>>

/** A name that no other number below 456,976 has. */
const uniqueGiven = (number: number): string => {
  const letters = [17_576, 676, 26, 1].map((weight) =>
    String.fromCharCode(97 + (Math.floor(number / weight) % 26)),
  )
  return `Bébé-${letters.join('')}`
}

/** The birth of invented child `number`, whose act stands at `state`; told at once to the RAMQ and Retraite Québec. */
export const inventedBirth = (number: number, state = 'concordance', institutionCode = 'DEMO-0002') => {
  const like = sample('birth.awaiting-act')
  return {
    ...like,
    act: { state },
    constat: { ...(like['constat'] as Fields), institutionCode },
    child: { ...(like['child'] as Fields), name: { surname: 'Naissance', given: uniqueGiven(number) } },
  }
}

/** The death of the person of `inventedMove(number)`, told to the same four agencies. */
export const inventedDeath = (number: number) => {
  const like = sample('death.registered')
  const { canadianCitizen: _, ...person } = inventedMove(number).persons[0] ?? {}
  return {
    ...like,
    deceased: { ...(like['deceased'] as Fields), ...person },
    sharing: { requested: false, recipients: [] },
  }
}

/** The declarant, another adult and a child of theirs, moving together; `consent` is the other adult's. */
export const inventedHousehold = (numbers: readonly [number, number, number], consent?: Fields) => {
  const [first, second, third] = numbers
  const move = inventedMove(first)
  const other = inventedMove(second).persons[0]
  const child = {
    name: { surname: 'Tremblay', given: uniqueGiven(third) },
    birthDate: '2015-06-11',
    sex: 'F',
    canadianCitizen: true,
    identifiers: { nas: inventedMove(third).persons[0]?.identifiers.nas },
  }
  return { ...move, persons: [...move.persons, { ...other, ...(consent && { consent }) }, child] }
}

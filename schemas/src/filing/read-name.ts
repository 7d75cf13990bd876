import type { Name } from '@unefois/domain/person.ts'
import type { z } from 'zod'
import type { FiledName } from './filed-name.ts'

/** A name without the keys that were not given. */
export const readName = ({ surname, given, otherGiven }: z.output<typeof FiledName>): Name => ({
  surname,
  given,
  ...(otherGiven !== undefined && { otherGiven }),
})

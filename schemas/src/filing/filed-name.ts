import { z } from 'zod'
import { text } from './text.ts'

const NamePart = text(100).refine((part) => /\p{L}/u.test(part), { error: 'name-without-letter' })

export const FiledName = z.strictObject({
  surname: NamePart,
  given: NamePart,
  otherGiven: z.array(NamePart).max(10).optional(),
})

import { z } from 'zod'

const Part = z.string().min(1).max(100)

/** A person's name as agencies receive it. */
export const Name = z.strictObject({
  surname: Part,
  given: Part,
  otherGiven: z.array(Part).max(10).optional(),
})

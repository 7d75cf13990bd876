import { bad, good } from '@unefois/quebec/checked.ts'
import { nam } from '@unefois/quebec/nam.ts'
import { nas } from '@unefois/quebec/nas.ts'
import { permis } from '@unefois/quebec/permis.ts'
import { z } from 'zod'
import { checkedText } from './checked-text.ts'
import { text } from './text.ts'

/** Only the format is looked at here; doubts need the person, and are read with it. */
const nobody = { surname: '', given: '', birthDate: '0000-00-00', sex: 'X' } as const

const AgencyName = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, { error: 'agency-unknown' })

/** File numbers follow no published pattern: letters, digits, spaces, hyphens. */
const FileNumber = checkedText(
  (typed) => (/^[\p{L}\p{N}][\p{L}\p{N} -]{0,39}$/u.test(typed) ? good(typed) : bad('file-number-format')),
  text(100),
)

/** More than there are agencies. */
const maximumFiles = 20

export const FiledIdentifiers = z.strictObject({
  nas: checkedText((typed) => nas(typed, { demonstration: true })).optional(),
  nam: checkedText((typed) => nam(typed, nobody)).optional(),
  permis: checkedText((typed) => permis(typed, nobody)).optional(),
  fileNumbers: z
    .record(AgencyName, FileNumber)
    .refine((numbers) => Object.keys(numbers).length <= maximumFiles, { error: 'too-many' })
    .optional(),
})

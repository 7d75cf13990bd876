import { typedAddress } from '@unefois/quebec/typed-address.ts'
import { z } from 'zod'
import { checkedText } from './checked-text.ts'
import { textInLines } from './text.ts'

/** An address as typed, on one line or several; `confirmed` once the declarant saw what was understood. */
export const FiledAddress = z.strictObject({
  text: checkedText(typedAddress, textInLines(500)),
  confirmed: z.boolean().optional(),
})

import { phone } from '@unefois/quebec/phone.ts'
import { z } from 'zod'
import { checkedText } from './checked-text.ts'
import { text } from './text.ts'

/** The form that browsers check (https://html.spec.whatwg.org/#valid-e-mail-address), with a dot in the domain. */
const email =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/

export const FiledContact = z.strictObject({
  email: text(254).regex(email, { error: 'email-format' }).optional(),
  phone: checkedText(phone).optional(),
})

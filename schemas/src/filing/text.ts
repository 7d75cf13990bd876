import { z } from 'zod'

/** Nothing that cannot be displayed, reorders what is read, or cannot be written as UTF-8. */
const unreadable = /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\u202a-\u202e\u2066-\u2069]/u
const unreadableInLines =
  /[\p{Cs}\p{Co}\p{Noncharacter_Code_Point}\u202a-\u202e\u2066-\u2069]|(?![\t\n\r])\p{Cc}/u

const readable = (pattern: RegExp) =>
  z.string().refine((text) => !pattern.test(text), { error: 'unreadable-characters', abort: true })

/** Later rules (patterns among them) never see what is too long. */
const stop = { abort: true } as const

/** One line, trimmed, in Unicode's composed form, from 1 to `maximum` UTF-16 units. */
export const text = (maximum: number) =>
  readable(unreadable).trim().normalize('NFC').min(1, stop).max(maximum, stop)

/** The same over several lines. */
export const textInLines = (maximum: number) =>
  readable(unreadableInLines).trim().normalize('NFC').min(1, stop).max(maximum, stop)

/** One line that may be left empty, up to `maximum` UTF-16 units. */
export const blankableText = (maximum: number) =>
  readable(unreadable).trim().normalize('NFC').max(maximum, stop)

/** The same over several lines. */
export const blankableTextInLines = (maximum: number) =>
  readable(unreadableInLines).trim().normalize('NFC').max(maximum, stop)

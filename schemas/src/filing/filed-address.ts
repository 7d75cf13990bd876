import type { GivenAddress } from '@unefois/quebec/read-address.ts'
import { z } from 'zod'
import type { FlawCode } from '../flaw-catalogue.ts'
import { blankableText, blankableTextInLines, textInLines } from './text.ts'

export type FiledAddress = { readonly given: GivenAddress; readonly confirmed: boolean }

/** The record's fields; an empty one is as good as an absent one, so that a record shown can be sent back. */
const StructuredAddress = z.strictObject({
  civicNumber: blankableText(20).optional(),
  civicNumberSuffix: blankableText(10).optional(),
  generic: blankableText(60).optional(),
  link: blankableText(20).optional(),
  /** Of an address abroad, its lines. */
  specific: blankableTextInLines(500).optional(),
  direction: blankableText(20).optional(),
  unit: blankableText(20).optional(),
  unitType: blankableText(20).optional(),
  poBox: blankableText(20).optional(),
  station: blankableText(60).optional(),
  ruralRoute: blankableText(20).optional(),
  municipality: blankableText(100).optional(),
  province: blankableText(60).optional(),
  postalCode: blankableText(16).optional(),
  country: blankableText(60).optional(),
})

/** Zod gives an absent field as undefined; readers are promised that what is there has a value. */
const present = (fields: z.output<typeof StructuredAddress>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  )

/**
 * An address as typed, on one line or several, or field by field; `confirmed` once the declarant saw what was
 * understood. What it means is read against the places known, by `takeAddress`.
 */
export const FiledAddress = z
  .strictObject({
    text: textInLines(500).optional(),
    structured: StructuredAddress.optional(),
    confirmed: z.boolean().optional(),
  })
  .transform(({ text, structured, confirmed = false }, context): FiledAddress => {
    const refuse = (path: string, code: FlawCode) => {
      context.addIssue({ code: 'custom', message: code, path: [path] })
      return z.NEVER
    }
    if (text !== undefined && structured !== undefined) return refuse('structured', 'address-given-twice')
    if (text !== undefined) return { given: { text }, confirmed }
    if (structured !== undefined) return { given: { structured: present(structured) }, confirmed }
    return refuse('text', 'required')
  })

import { z } from 'zod'

const Field = z.string().max(500)

/** Field by field, each empty where the address has none. */
const AddressRecord = z.strictObject({
  civicNumber: Field,
  civicNumberSuffix: Field,
  generic: Field,
  link: Field,
  specific: Field,
  direction: Field,
  unit: Field,
  unitType: Field,
  poBox: Field,
  station: Field,
  ruralRoute: Field,
  municipality: Field,
  province: Field,
  postalCode: Field,
  country: Field,
})

/**
 * An address as agencies receive it: the lines of an envelope, and what is understood of them. In Canada the postal code is `G1L 3K4`. The
 * schema already leaves room for addresses abroad: widening it later would break those who check it.
 */
export const Address = z.strictObject({
  lines: z.array(z.string().min(1).max(500)).min(1).max(10),
  /** Empty where the country has none, or where the declarant confirmed an address without it. */
  postalCode: z.string().max(16),
  /** ISO 3166-1 alpha-2. */
  country: z.string().regex(/^[A-Z]{2}$/),
  record: AddressRecord.optional(),
})

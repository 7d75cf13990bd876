import { z } from 'zod'
import { IsoDate } from './iso-date.ts'

/** An act that is in the register: its number there, and since when. Empty, it must not leave. */
export const RegisteredAct = z
  .strictObject({ number: z.string().min(1).max(40).optional(), registeredOn: IsoDate.optional() })
  .refine(({ number, registeredOn }) => number !== undefined || registeredOn !== undefined)

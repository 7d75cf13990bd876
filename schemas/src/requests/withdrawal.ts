import { z } from 'zod'
import { textInLines } from '../filing/text.ts'

/** The end of a declaration, recorded with its reason. */
export const Withdrawal = z.strictObject({ reason: textInLines(500) })

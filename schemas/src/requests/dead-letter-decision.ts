import { z } from 'zod'
import { textInLines } from '../filing/text.ts'

/** An operator's decision to put a dead letter back, or to set it aside. */
export const DeadLetterDecision = z.strictObject({ reason: textInLines(500) })

import { z } from 'zod'
import { textInLines } from '../filing/text.ts'

/** An operator's decision to stop sending to an agency, or to go on. */
export const PauseRequest = z.strictObject({ reason: textInLines(500) })

import { z } from 'zod'
import { textInLines } from '../filing/text.ts'

/** An operator's decision that a parked delivery will not be sent. */
export const SetAsideRequest = z.strictObject({ reason: textInLines(500) })

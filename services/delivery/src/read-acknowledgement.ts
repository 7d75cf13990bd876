import { boundDeferral } from '@unefois/broker/bound-deferral.ts'
import type { Acknowledgement } from '@unefois/domain/acknowledgement.ts'
import { parseAcknowledgement } from '@unefois/schemas/acknowledgement.ts'

/**
 * The business answer in a 2xx's body, or null when there is none: the agency then has received the notice and
 * will acknowledge later. A body that is not understood must never undo a receipt.
 */
export const readAcknowledgement = (body: Buffer): Acknowledgement | null => {
  if (body[0] !== 0x7b) return null
  try {
    const parsed = parseAcknowledgement(JSON.parse(body.toString()))
    return parsed.ok ? boundDeferral(parsed.value, new Date()) : null
  } catch {
    return null
  }
}

import type { Sharing } from '@unefois/domain/act.ts'
import type { Circumstances } from './circumstances.ts'
import type { Findings } from './findings.ts'

/** Every recipient must be one that we know: a name that leads to nobody would be lost in silence. */
export const readSharing = (filed: Sharing, { bodies }: Circumstances, findings: Findings): Sharing => {
  filed.recipients.forEach((id, index) => {
    if (!bodies.has(id)) findings.flaw(`/sharing/recipients/${index}`, 'recipient-unknown')
  })
  if (!filed.requested && filed.recipients.length > 0) {
    findings.warn('/sharing/requested', 'sharing-not-requested')
  }
  return { requested: filed.requested, recipients: [...new Set(filed.recipients)] }
}

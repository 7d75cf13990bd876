import { formatSequence } from '@unefois/broker/build-notice.ts'
import type { DeliverySummary } from '@unefois/broker/ports/deliveries.ts'

export const renderSummary = (summary: DeliverySummary) => ({
  id: summary.id,
  declaration: summary.declaration,
  reference: summary.reference,
  agency: summary.agency,
  kind: summary.kind,
  state: summary.state,
  reason: summary.reason,
  sequence: summary.sequence === null ? null : formatSequence(summary.sequence),
  attempts: summary.attempts,
})

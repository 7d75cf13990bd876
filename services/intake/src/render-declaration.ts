import type { Standing, Tracked } from '@unefois/broker/6-track-declaration.ts'
import type { DeliveryDetail } from '@unefois/broker/ports/deliveries.ts'
import { effectiveDay, viewsOf } from '@unefois/domain/declarations/declaration.ts'
import type { HeldReason } from '@unefois/domain/delivery.ts'
import type { DeliveryId } from '@unefois/domain/ids.ts'
import type { PlanLine } from '@unefois/domain/plan.ts'
import type { DeclarationAnswer } from '@unefois/schemas/answers/declaration-answer.ts'
import type { z } from 'zod'
import { type Rendering, renderLine } from './render-plan.ts'

const instant = (date: Date | null | undefined): string | null => date?.toISOString() ?? null

const renderOutcome = ({ detail }: Standing) => {
  const outcome = detail?.outcome ?? null
  if (outcome === null) return null
  const { code, reference, reason } = outcome
  return { code, ...(reference !== null && { reference }), ...(reason !== null && { reason }) }
}

const standingOf = (detail: DeliveryDetail): Standing => ({
  state: detail.state,
  heldFor: detail.state === 'held' ? detail.reason : null,
  detail,
})

const renderDelivery = (id: DeliveryId, standing: Standing) => ({
  id,
  state: standing.state,
  sentAt: instant(standing.detail?.sentAt),
  acknowledgedAt: instant(standing.detail?.acknowledgedAt),
  heldFor: standing.heldFor as HeldReason | null,
  outcome: renderOutcome(standing),
})

const renderLineFollowed = (
  rendering: Rendering,
  { stored, standings, takenBack }: Tracked,
  line: PlanLine,
) => {
  if (!line.told) return { ...renderLine(rendering, stored.kind, line), told: false as const }
  const standing = standings.get(line.delivery)
  if (standing === undefined) throw new Error('a told line without a standing')
  const withdrawal = takenBack.get(line.delivery)
  return {
    ...renderLine(rendering, stored.kind, line),
    told: true as const,
    attributes: [...line.attributes],
    delivery: renderDelivery(line.delivery, standing),
    ...(withdrawal && { withdrawal: { delivery: renderDelivery(withdrawal.id, standingOf(withdrawal)) } }),
  }
}

/** A declaration as whoever may follow it reads it. */
export const renderDeclaration = (
  rendering: Rendering,
  tracked: Tracked,
): z.input<typeof DeclarationAnswer> => {
  const { stored, declaration, plan, state } = tracked
  const [view] = viewsOf(declaration)
  if (view === undefined) throw new Error('a declaration about nobody')
  return {
    id: stored.id,
    reference: stored.reference,
    kind: stored.kind,
    state,
    submittedAt: stored.submittedAt.toISOString(),
    effectiveOn: effectiveDay(view),
    channel: stored.channel,
    replaces: stored.replaces,
    ...(stored.duplicateOf !== null && { duplicateOf: stored.duplicateOf }),
    plan: plan.map((line) => renderLineFollowed(rendering, tracked, line)),
  }
}

import type { Agency, Hearing, Payload } from '@unefois/domain/agency.ts'
import type { DeclarationId, DeliveryId, PersonId } from '@unefois/domain/ids.ts'
import { buildNotice } from './build-notice.ts'
import { hearingOf } from './plan-deliveries.ts'
import type { SealingKey, Vault } from './ports/vault.ts'
import type { PersonEventContent } from './sealed-content.ts'
import { eventType } from './turn.ts'

export type FreezeDependencies = {
  readonly vault: Vault
  /** Base of the links that agencies follow, without a slash at the end. */
  readonly publicUrl: string
  readonly clock: { now(): Date }
}

export type Released = {
  readonly id: DeliveryId
  readonly declaration: DeclarationId
  readonly person: PersonId
  /** What the agency has heard of what this one follows; null when it is the first it hears. */
  readonly heard: DeliveryId | null
  readonly content: PersonEventContent
  readonly key: SealingKey
}

export const bodyContext = (delivery: DeliveryId): string => `delivery:${delivery}`

/** No more than the plan promised, and what the payload cannot go without: a partner may wish for less than it might hear. */
const asPlanned = (hearing: Hearing, agency: Agency, { view, lines }: PersonEventContent): Payload => {
  const payload = hearing.transform(view)
  const line = lines.find((candidate) => candidate.agency === agency.id)
  if (line?.told !== true) return payload
  const named = new Set<string>([...line.attributes, ...(hearing.required ?? [])])
  return Object.fromEntries(Object.entries(payload).filter(([attribute]) => named.has(attribute)))
}

/**
 * Says what the agency may know and nothing else. The agency's strict schema has the last word, and has it at
 * once: whatever it does not name throws here instead of leaving. Returns what freezes the body once the
 * sequence number is known; `frozen` is shown what it sealed, beside what came of it.
 */
export const prepareBody = (
  { vault, publicUrl, clock }: FreezeDependencies,
  agency: Agency,
  released: Released,
  frozen?: (sealed: Buffer, plain: Buffer) => void,
): ((sequence: bigint) => Buffer) => {
  const { view } = released.content
  const hearing = hearingOf(agency, view.kind)
  if (hearing === null) throw new Error(`${agency.id} does not hear ${view.kind}`)
  // Nobody heard what it corrects: it goes out as a plain declaration.
  const turn = released.heard === null ? 'declared' : released.content.turn
  // What is taken back was said before: naming it is all that the agency needs.
  const payload =
    turn === 'withdrawn' ? {} : hearing.payload.parse(asPlanned(hearing, agency, released.content))
  const subject = vault.personReference(agency.id, released.person)
  return (sequence) => {
    const body = buildNotice(
      {
        delivery: released.id,
        agency: agency.id,
        kind: view.kind,
        type: eventType(view.kind, turn),
        time: clock.now(),
        subject,
        sequence,
        payload,
        replaces: released.heard,
      },
      publicUrl,
    )
    const sealed = released.key.seal(bodyContext(released.id), body)
    frozen?.(sealed, body)
    return sealed
  }
}

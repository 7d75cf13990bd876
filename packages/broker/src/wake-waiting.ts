import type { Agency } from '@unefois/domain/agency.ts'
import { failureOf } from '@unefois/domain/failure-of.ts'
import type { DeliveryId } from '@unefois/domain/ids.ts'
import { type FreezeDependencies, prepareBody } from './freeze-body.ts'
import type { DeliveryWork, Lane, ReleasableDelivery, ReleasedBody } from './ports/deliveries.ts'
import type { Journal } from './ports/journal.ts'
import type { SealingKey } from './ports/vault.ts'
import { openAct, openConsent, openPersonEvent, type PersonEventContent } from './sealed-content.ts'

const batchSize = 200

/**
 * What waits for an instant and whose instant has come: held deliveries are released (their bodies are built
 * now, their sequence given), deferred ones fall due again.
 */
export const wakeWaiting = async (
  dependencies: FreezeDependencies & {
    readonly journal: Journal
    readonly work: Pick<DeliveryWork, 'releasable' | 'release' | 'resume' | 'settleSuperseded'>
    readonly ownedLanes: () => readonly Lane[]
    /** What this program is sending. */
    readonly inHand: ReadonlySet<DeliveryId>
    /** How long what the consumer hands over may be on its way into this program's hands, milliseconds. */
    readonly handedWithinMs: number
    /** Whether the agency takes nothing at present: then nothing is released. */
    readonly closed: boolean
  },
  agency: Agency,
): Promise<void> => {
  const { work, ownedLanes } = dependencies
  const lanes = ownedLanes()
  if (lanes.length === 0) return
  await work.resume(lanes)
  await work.settleSuperseded(lanes, [...dependencies.inHand], dependencies.handedWithinMs)
  if (dependencies.closed) return
  const ready = await work.releasable(lanes, batchSize)
  if (ready.length === 0) return
  await work.release(
    lanes,
    ready.map((delivery) => ({ delivery, body: bodyOf(dependencies, agency, delivery) })),
  )
}

/** One body that cannot be built is an operator's work; it must not keep the others from leaving. */
const bodyOf = (
  dependencies: FreezeDependencies & { readonly journal: Journal },
  agency: Agency,
  delivery: ReleasableDelivery,
): ReleasedBody => {
  const { turn, heard } = delivery
  if (turn === 'withdrawn' && heard === null) return 'unheard'
  try {
    const key = dependencies.vault.openKey(delivery.declaration, delivery.wrappedKey)
    const filed = openPersonEvent(key, delivery.personEvent, delivery.personEventContent)
    const content = { ...asItStands(filed, delivery, key), turn }
    return prepareBody(dependencies, agency, { ...delivery, content, key })
  } catch (error) {
    const reason = 'body-unreadable'
    dependencies.journal.alarm('delivery.parked', { agency: agency.id, delivery: delivery.id, reason })
    dependencies.journal.alarm('delivery.failed', { agency: agency.id, ...failureOf(error) })
    return 'unbuildable'
  }
}

/** An act's number, or a consent, often comes after the filing: what leaves says how it stands. */
const asItStands = (
  content: PersonEventContent,
  { act, consent, declaration }: ReleasableDelivery,
  key: SealingKey,
): PersonEventContent => {
  const { view } = content
  if (view.kind === 'address-change') {
    if (consent === null) return content
    const person = { ...view.person, consent: openConsent(key, declaration, consent) }
    return { ...content, view: { ...view, person } }
  }
  return act === null ? content : { ...content, view: { ...view, act: openAct(key, declaration, act) } }
}

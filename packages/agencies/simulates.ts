import type { Acknowledgement } from '@unefois/domain/acknowledgement.ts'
import type { Attribute } from '@unefois/domain/attribute.ts'

/** What a stand-in looks at in a valid notice: the delivery's id and the payload. */
export type SimulatedNotice = { readonly id: string; readonly data: Readonly<Record<string, unknown>> }

/** How an agency's stand-in answers a valid notice. Pure: the same notice has the same answer. */
export type Simulator = (notice: SimulatedNotice) => Acknowledgement

/** An exact value that no invented person meets by chance, and the answer that it calls for. */
export type DemonstrationRule = {
  readonly attribute: Attribute
  readonly value: string
  readonly answer: Acknowledgement
}

/** The last twelve digits of a UUIDv7 are random: distinct for every delivery, the same for its replays. */
const referenceOf = (prefix: string, deliveryId: string): string =>
  `${prefix}-${deliveryId.replaceAll('-', '').slice(-12).toUpperCase()}`

/** A stand-in that accepts everything under a reference of its own, but for its demonstration rules. */
export const simulates =
  (prefix: string, rules: readonly DemonstrationRule[] = []): Simulator =>
  ({ id, data }) => {
    const rule = rules.find(({ attribute, value }) => data[attribute] === value)
    return rule?.answer ?? { outcome: 'accepted', reference: referenceOf(prefix, id) }
  }

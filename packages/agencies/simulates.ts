import type { Acknowledgement } from '@unefois/domain/acknowledgement.ts'

/** What a stand-in looks at in a valid notice: the delivery's id and the payload. */
export type SimulatedNotice = { readonly id: string; readonly data: Readonly<Record<string, unknown>> }

/** How an agency's stand-in answers a valid notice. Pure: the same notice has the same answer. */
export type Simulator = (notice: SimulatedNotice) => Acknowledgement

/** An exact value that no invented person meets by chance, and the answer that it calls for. */
export type DemonstrationRule = {
  /** A key of the payload, at any depth. */
  readonly field: string
  readonly value: string
  readonly answer: Acknowledgement
}

/** The last twelve digits of a UUIDv7 are random: distinct for every delivery, the same for its replays. */
const referenceOf =
  (prefix: string) =>
  ({ id }: SimulatedNotice): string =>
    `${prefix}-${id.replaceAll('-', '').slice(-12).toUpperCase()}`

const holds = (data: unknown, rule: DemonstrationRule): boolean =>
  typeof data === 'object' &&
  data !== null &&
  Object.entries(data).some(([key, value]) =>
    key === rule.field && value === rule.value ? true : holds(value, rule),
  )

/**
 * A stand-in that accepts everything but for its demonstration rules, under a reference of its own: the prefix
 * and a part of the delivery's id, or whatever the given function makes of the notice.
 */
export const simulates = (
  reference: string | ((notice: SimulatedNotice) => string),
  rules: readonly DemonstrationRule[] = [],
): Simulator => {
  const referenceTo = typeof reference === 'string' ? referenceOf(reference) : reference
  return (notice) =>
    rules.find((rule) => holds(notice.data, rule))?.answer ?? {
      outcome: 'accepted',
      reference: referenceTo(notice),
    }
}

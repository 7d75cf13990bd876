import { registry } from './registry.ts'
import { withoutAgreement } from './without-agreement.ts'

/** Ids of every agency, partner and other body that a declarant may name. */
export const knownBodies: ReadonlySet<string> = new Set(
  [...registry, ...withoutAgreement].map(({ id }) => id),
)

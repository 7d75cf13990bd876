import type { AgencyId, DeclarationId, DeliveryId } from '@unefois/domain/ids.ts'

/** One row of the audit log. */
export type ActivityRow = {
  readonly position: bigint
  readonly at: Date
  readonly code: string
  readonly actor: string
  readonly declaration: DeclarationId | null
  readonly delivery: DeliveryId | null
  readonly agency: AgencyId | null
  /** Never personal. */
  readonly facts: Readonly<Record<string, unknown>> | null
}

/** The audit log as it grows. Positions are given before their transactions commit, so rows appear out of order. */
export type Activity = {
  /** The highest position that can be seen now; 0 when there is none. */
  last(): Promise<bigint>
  /** A point in the order of transactions: whatever has begun to write by now lies before it. */
  horizon(): Promise<string>
  /** Whether everything that had begun before that point has ended. */
  isOver(horizon: string): Promise<boolean>
  /** In the order of positions, those after the first and up to the second. */
  read(after: bigint, upTo: bigint, limit: number): Promise<readonly ActivityRow[]>
}

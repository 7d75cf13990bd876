import type { Account } from '@unefois/domain/account.ts'
import type { AgencyId, DeclarationId, DeliveryId } from '@unefois/domain/ids.ts'

/** What no rule may decide and a person must. Closed; docs/errors.md explains each. */
export const caseCodes = [
  'act-refused',
  'endpoint-paused',
  'identity-conflict',
  'withdrawal-unconfirmed',
] as const
export type CaseCode = (typeof caseCodes)[number]

export type CaseToOpen = {
  readonly code: CaseCode
  readonly declaration: DeclarationId
  readonly delivery: DeliveryId | null
  readonly agency: AgencyId | null
}

/** Of an endpoint, or of a declaration and possibly one of its deliveries. */
export type Case = Omit<CaseToOpen, 'declaration'> & {
  readonly id: string
  readonly declaration: DeclarationId | null
  readonly reference: string | null
  readonly endpoint: string | null
  readonly openedAt: Date
  readonly resolvedAt: Date | null
  readonly decision: string | null
  readonly reason: string | null
}

/** What a person made of a case. */
export type Resolution = { readonly decision: string | null; readonly reason: string }

export type Cases = {
  /** Opening the same one again changes nothing. */
  open(one: CaseToOpen): Promise<void>
  /** In the order in which they were opened. Who is no operator sees those of what their office filed. */
  list(
    asker: Account,
    page: { readonly resolved: boolean; readonly after: string | null; readonly limit: number },
  ): Promise<{ readonly items: readonly Case[]; readonly next: string | null }>
  /** Null when there is none that the asker may see. */
  find(asker: Account, id: string): Promise<Case | null>
  /** False when it was resolved before. */
  resolve(id: string, by: Account, resolution: Resolution): Promise<boolean>
  /**
   * Corrections and withdrawals of what an agency has heard that it refused, wants to look at, has not answered in
   * time, or never received; without those that have a case.
   */
  unconfirmed(limit: number): Promise<readonly CaseToOpen[]>
  /** Forgets what was confirmed, and resolves its case. */
  settleConfirmed(): Promise<void>
}

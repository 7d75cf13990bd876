import type { Account } from '@unefois/domain/account.ts'
import type { AgencyId, DeclarationId, DeliveryId } from '@unefois/domain/ids.ts'

/** What no rule may decide and a person must. Closed; docs/errors.md explains each. */
export const caseCodes = ['act-refused', 'identity-conflict', 'withdrawal-unconfirmed'] as const
export type CaseCode = (typeof caseCodes)[number]

export type CaseToOpen = {
  readonly code: CaseCode
  readonly declaration: DeclarationId
  readonly delivery: DeliveryId | null
  readonly agency: AgencyId | null
}

export type OpenCase = CaseToOpen & {
  readonly id: string
  readonly reference: string
  readonly openedAt: Date
}

export type Cases = {
  /** Opening the same one again changes nothing. */
  open(one: CaseToOpen): Promise<void>
  list(page: { readonly after: string | null; readonly limit: number }): Promise<{
    readonly items: readonly OpenCase[]
    readonly next: string | null
  }>
  /** False when it does not exist or was resolved before. */
  resolve(id: string, by: Account, resolution: string): Promise<boolean>
}

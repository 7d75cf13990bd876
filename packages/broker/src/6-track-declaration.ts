import type { Account } from '@unefois/domain/account.ts'
import { type DeclarationState, declarationState } from '@unefois/domain/declaration-state.ts'
import type { Declaration } from '@unefois/domain/declarations/declaration.ts'
import type { DeliveryState } from '@unefois/domain/delivery.ts'
import type { DeclarationId, DeliveryId, Reference } from '@unefois/domain/ids.ts'
import { lastHold, type Plan, type ToldLine, toldLines } from '@unefois/domain/plan.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import { mayFollow } from './may-follow.ts'
import type { Declarations, StoredDeclaration } from './ports/declarations.ts'
import type { Deliveries, DeliveryDetail } from './ports/deliveries.ts'
import type { Vault } from './ports/vault.ts'
import { openDeclaration } from './sealed-content.ts'

/** A told line of the plan and what has become of it; `detail` is null until the agency's consumer opened it. */
export type Standing = {
  readonly state: DeliveryState
  readonly heldFor: string | null
  readonly detail: DeliveryDetail | null
}

export type Tracked = {
  readonly stored: Omit<StoredDeclaration, 'content' | 'wrappedKey'>
  readonly declaration: Declaration
  readonly plan: Plan
  readonly state: DeclarationState
  readonly standings: ReadonlyMap<DeliveryId, Standing>
  /** What takes a told delivery back, by that delivery. */
  readonly takenBack: ReadonlyMap<DeliveryId, DeliveryDetail>
}

const standingOf = (line: ToldLine, detail: DeliveryDetail | undefined): Standing => {
  if (detail !== undefined)
    return { state: detail.state, heldFor: detail.state === 'held' ? detail.reason : null, detail }
  const hold = lastHold(line.holds)
  return hold === null
    ? { state: 'planned', heldFor: null, detail: null }
    : { state: 'held', heldFor: hold.reason, detail: null }
}

/** A declaration, its plan and what has become of each line. Pure. */
export const trackPlan = (
  filed: Pick<Tracked, 'stored' | 'declaration' | 'plan'>,
  details: readonly DeliveryDetail[],
  takenBack: ReadonlyMap<DeliveryId, DeliveryDetail> = new Map(),
): Tracked => {
  const byId = new Map(details.map((detail) => [detail.id, detail]))
  const standings = new Map(
    toldLines(filed.plan).map((line) => [line.delivery, standingOf(line, byId.get(line.delivery))]),
  )
  const lines = [...standings.values()].map(({ state, detail }) => ({
    state,
    overdue: detail?.overdue ?? false,
  }))
  const state = declarationState(lines, filed.stored.withdrawnAt !== null)
  const { stored, declaration, plan } = filed
  return { stored, declaration, plan, state, standings, takenBack }
}

/** 6 TRACK. What became of a declaration at each agency. Another's declaration does not exist for the asker. */
export const trackDeclaration =
  (dependencies: {
    readonly declarations: Declarations
    readonly deliveries: Deliveries
    readonly vault: Vault
  }) =>
  async (account: Account, by: { id: DeclarationId } | { reference: Reference }): Promise<Tracked> => {
    const { declarations, deliveries, vault } = dependencies
    const stored = await declarations.find(by)
    if (stored === null || !mayFollow(account, stored)) throw new Refusal('not-found')
    const key = vault.openKey(stored.id, stored.wrappedKey)
    const content = openDeclaration(key, stored.id, stored.content)
    const ended = stored.withdrawnAt !== null || stored.supersededBy !== null
    return trackPlan(
      { stored, ...content },
      await deliveries.ofDeclaration(stored.id),
      ended ? await deliveries.takingBack(stored.id) : new Map(),
    )
  }

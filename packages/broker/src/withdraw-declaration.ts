import type { Account } from '@unefois/domain/account.ts'
import type { DeclarationId } from '@unefois/domain/ids.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import { mayAct } from './may-follow.ts'
import { withdrawnEvents } from './person-events.ts'
import type { Clock, Ids } from './ports/clock.ts'
import type { Declarations } from './ports/declarations.ts'
import type { Vault } from './ports/vault.ts'
import type { WakeUps } from './ports/wake-ups.ts'
import { openDeclaration } from './sealed-content.ts'

export type WithdrawDependencies = {
  readonly clock: Clock
  readonly ids: Ids
  readonly vault: Vault
  readonly declarations: Declarations
  readonly wakeUps: Pick<WakeUps, 'signal'>
}

/**
 * Ends a declaration. It travels the log like everything else, in each person's order: what has not left never
 * leaves, and whoever heard is told, and must confirm. Withdrawing again changes nothing.
 */
export const withdrawDeclaration =
  (dependencies: WithdrawDependencies) =>
  async (account: Account, id: DeclarationId, reason: string): Promise<void> => {
    const { clock, declarations, vault, wakeUps } = dependencies
    const stored = await declarations.find({ id })
    if (stored === null || !mayAct(account, stored)) throw new Refusal('not-found')
    if (stored.withdrawnAt !== null) return
    const key = vault.openKey(id, stored.wrappedKey)
    const earlier = { ...openDeclaration(key, id, stored.content), persons: await declarations.personsOf(id) }
    const persons = withdrawnEvents(dependencies, earlier, key)
    const ended = await declarations.withdraw({ declaration: id, at: clock.now(), account, reason, persons })
    // Somebody withdrew it meanwhile, or a correction has taken its place: that one can be withdrawn.
    if (!ended && (await declarations.find({ id }))?.withdrawnAt === null) throw new Refusal('superseded')
    wakeUps.signal('outbox')
  }

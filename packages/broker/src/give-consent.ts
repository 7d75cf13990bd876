import type { Account } from '@unefois/domain/account.ts'
import type { DeclarationId } from '@unefois/domain/ids.ts'
import type { Consent } from '@unefois/domain/person.ts'
import { toldLines } from '@unefois/domain/plan.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import type { Conditions } from './ports/conditions.ts'
import type { Declarations } from './ports/declarations.ts'
import type { Vault } from './ports/vault.ts'
import type { WakeUps } from './ports/wake-ups.ts'
import { openDeclaration, sealConsent } from './sealed-content.ts'

export type ConsentDependencies = {
  readonly declarations: Declarations
  readonly conditions: Conditions
  readonly vault: Vault
  readonly wakeUps: Pick<WakeUps, 'signal'>
}

/**
 * An adult who moves along agrees, or does not: only that person's deliveries were waiting, and only they leave or
 * are withdrawn. Said again it is harmless.
 */
export const giveConsent =
  ({ declarations, conditions, vault, wakeUps }: ConsentDependencies) =>
  async (
    account: Account,
    id: DeclarationId,
    { person, ...consent }: Consent & { person: number },
  ): Promise<void> => {
    const stored = await declarations.find({ id })
    if (stored === null) throw new Refusal('not-found')
    const key = vault.openKey(id, stored.wrappedKey)
    const { declaration, plan } = openDeclaration(key, id, stored.content)
    if (declaration.kind !== 'address-change' || declaration.persons[person] === undefined)
      throw new Refusal('invalid', { flaws: [{ pointer: '/person', code: 'person-not-in-declaration' }] })
    const waiting = toldLines(plan).filter(
      (line) => line.person === person && line.holds.some(({ reason }) => reason === 'consent'),
    )
    const deliveries = waiting.map(({ delivery }) => delivery)
    await conditions.recordConsent(person, sealConsent(key, id, consent), {
      declaration: id,
      reason: 'consent',
      deliveries: consent.given ? deliveries : [],
      withdrawn: consent.given
        ? []
        : deliveries.map((delivery) => ({ id: delivery, reason: 'consent-refused' })),
      by: account,
      facts: { person, given: consent.given, method: consent.method, at: consent.at },
    })
    for (const { agency } of waiting) wakeUps.signal(`work:${agency}`)
  }

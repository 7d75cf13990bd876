import type { Account } from '@unefois/domain/account.ts'
import type { Act } from '@unefois/domain/act.ts'
import type { Agency } from '@unefois/domain/agency.ts'
import type { Declaration } from '@unefois/domain/declarations/declaration.ts'
import type { DeclarationId, DeliveryId } from '@unefois/domain/ids.ts'
import { type Plan, toldLines } from '@unefois/domain/plan.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import { mayFollow } from './may-follow.ts'
import type { Conditions, DecidedBy } from './ports/conditions.ts'
import type { Declarations } from './ports/declarations.ts'
import type { SealingKey, Vault } from './ports/vault.ts'
import type { WakeUps } from './ports/wake-ups.ts'
import { isRegistrar } from './registrar.ts'
import { openAct, openDeclaration, sealAct } from './sealed-content.ts'

export type ActDependencies = {
  readonly declarations: Declarations
  readonly conditions: Conditions
  readonly vault: Vault
  readonly agencies: readonly Agency[]
  readonly wakeUps: Pick<WakeUps, 'signal'>
}

type Opened = {
  readonly id: DeclarationId
  readonly key: SealingKey
  readonly declaration: Declaration
  readonly plan: Plan
}

const splitByRegistrar = (
  { declaration, plan }: Opened,
  agencies: readonly Agency[],
): { registrar: readonly DeliveryId[]; others: readonly DeliveryId[] } => {
  const byId = new Map(agencies.map((agency) => [agency.id, agency]))
  const waiting = toldLines(plan).filter(({ holds }) => holds.some(({ reason }) => reason === 'act'))
  const of = (registrar: boolean) =>
    waiting
      .filter(({ agency }) => isRegistrar(byId.get(agency), declaration.kind) === registrar)
      .map(({ delivery }) => delivery)
  return { registrar: of(true), others: of(false) }
}

const apply = async (
  { conditions, agencies, wakeUps }: ActDependencies,
  opened: Opened,
  { act, by }: { act: Act; by: DecidedBy },
): Promise<boolean> => {
  const { registrar, others } = splitByRegistrar(opened, agencies)
  const registered = act.state === 'inscrit'
  const moved = await conditions.moveAct({
    declaration: opened.id,
    state: act.state,
    sealedAct: sealAct(opened.key, opened.id, act),
    reason: 'act',
    deliveries: registered ? others : act.state === 'concordance' ? registrar : [],
    // Whoever keeps the register needs no telling once the act is in it.
    withdrawn: registered ? registrar.map((id) => ({ id, reason: 'source-of-the-act' })) : [],
    by,
    facts: { state: act.state },
  })
  for (const { agency } of toldLines(opened.plan)) wakeUps.signal(`work:${agency}`)
  return moved
}

const openById = async (
  { declarations, vault }: ActDependencies,
  id: DeclarationId,
  account: Account | null,
): Promise<Opened> => {
  const stored = await declarations.find({ id })
  if (stored === null || (account !== null && !mayFollow(account, stored))) throw new Refusal('not-found')
  const key = vault.openKey(stored.id, stored.wrappedKey)
  return { id, key, ...openDeclaration(key, stored.id, stored.content) }
}

/** A clerk moves an act on. Setting it to where it is changes nothing; once it is in the register it stays there. */
export const moveAct =
  (dependencies: ActDependencies) =>
  async (account: Account, id: DeclarationId, act: Act): Promise<void> => {
    const opened = await openById(dependencies, id, account)
    if (opened.declaration.kind === 'address-change') throw new Refusal('no-act')
    if (act.state === 'inscrit' && act.number === undefined)
      throw new Refusal('invalid', { flaws: [{ pointer: '/number', code: 'act-number-required' }] })
    const filed = opened.declaration.act
    const moved = filed.state !== 'inscrit' && (await apply(dependencies, opened, { act, by: account }))
    if (!moved && !(await standsAt(dependencies, opened, act))) throw new Refusal('act-registered')
  }

const standsAt = async (
  { conditions }: ActDependencies,
  { id, key, declaration }: Opened,
  act: Act,
): Promise<boolean> => {
  if (declaration.kind === 'address-change') return false
  const moved = await conditions.actOf(id)
  const current = moved === null ? declaration.act : openAct(key, id, moved.sealed)
  return current.state === act.state && (act.number === undefined || act.number === current.number)
}

/** The état civil's acknowledgement carried the act's number: the act is in the register, and the others may be told. */
export const registerAct =
  (dependencies: ActDependencies) =>
  async (
    id: DeclarationId,
    act: { number: string | null; registeredOn: string },
    by: DecidedBy,
  ): Promise<void> => {
    const opened = await openById(dependencies, id, null)
    const { number, registeredOn } = act
    await apply(dependencies, opened, {
      act: { state: 'inscrit', registeredOn, ...(number !== null && { number }) },
      by,
    })
  }

import type { Account } from '@unefois/domain/account.ts'
import { type Declaration, viewsOf } from '@unefois/domain/declarations/declaration.ts'
import type { DeclarationId } from '@unefois/domain/ids.ts'
import { type Plan, toldLines } from '@unefois/domain/plan.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import { matterOf } from './matter-of.ts'
import { mayAct } from './may-follow.ts'
import { correctedEvents, declaredEvents, type Earlier, samePersons } from './person-events.ts'
import {
  type Audience,
  type PlanningContext,
  planDeliveries,
  type QuebecCalendar,
} from './plan-deliveries.ts'
import type { Calendars } from './ports/calendars.ts'
import type { Clock, Ids } from './ports/clock.ts'
import type { Declarations, DeclarationToStore, Duplicate, StoredDeclaration } from './ports/declarations.ts'
import type { Subscriptions } from './ports/subscriptions.ts'
import type { Vault } from './ports/vault.ts'
import type { WakeUps } from './ports/wake-ups.ts'
import { registrarsDelivery } from './registrar.ts'
import { openDeclaration, sealDeclaration } from './sealed-content.ts'

export type SubmitDependencies = Audience & {
  readonly clock: Clock
  readonly ids: Ids
  readonly vault: Vault
  readonly declarations: Declarations
  readonly wakeUps: Pick<WakeUps, 'signal'>
  readonly holdWindowMs: number
  readonly quebec: QuebecCalendar
  readonly calendars: Pick<Calendars, 'closings'>
  readonly subscriptions: Pick<Subscriptions, 'current'>
}

/** A declaration as it came through the edge: parsed, and by whom. */
export type Filing = {
  readonly account: Account
  readonly declaration: Declaration
  /** e.g. `POST /v1/declarations`; the key counts per account and route. */
  readonly route: string
  readonly idempotencyKey: string
  /** The declaration that this one replaces. */
  readonly corrects: DeclarationId | null
  /** Canonical JSON of the body, for telling a repetition from another request under the same key. */
  readonly canonicalBody: string
}

export type Filed = {
  readonly stored: Omit<StoredDeclaration, 'content' | 'wrappedKey'>
  readonly declaration: Declaration
  readonly plan: Plan
}

/** What a filing would lead to; nothing is stored. */
export const previewDeclaration =
  (dependencies: SubmitDependencies) =>
  async (declaration: Declaration): Promise<Plan> =>
    planDeliveries(
      viewsOf(declaration),
      dependencies,
      await planningContext(dependencies, dependencies.clock.now()),
    )

const planningContext = async (
  { ids, holdWindowMs, quebec, calendars, subscriptions }: SubmitDependencies,
  submittedAt: Date,
): Promise<PlanningContext> => ({
  submittedAt,
  holdWindowMs,
  quebec,
  newDeliveryId: ids.delivery,
  closings: await calendars.closings().catch(cannotStore),
  subscriptions: await subscriptions.current().catch(cannotStore),
})

/**
 * 1 SUBMIT. Plans, seals under the declaration's own key, and stores all of it in one transaction. Once this
 * resolves, the declaration is accepted: whatever dies afterwards, every agency of the plan will be told.
 */
export const submitDeclaration = (dependencies: SubmitDependencies) => {
  const running = new Set<string>()

  return async (filing: Filing): Promise<Filed> => {
    const slot = JSON.stringify([filing.account.id, filing.route, filing.idempotencyKey])
    if (running.has(slot)) throw new Refusal('idempotency-key-running', { retryAfter: 1 })
    running.add(slot)
    try {
      return await submitOnce(dependencies, filing)
    } finally {
      running.delete(slot)
    }
  }
}

const alreadyTold = (duplicate: Duplicate | null): Pick<PlanningContext, 'alreadyTold'> =>
  duplicate === null
    ? {}
    : {
        alreadyTold: (person, agency) =>
          duplicate.told.some((line) => line.personIndex === person && line.agency === agency),
      }

/** What the plan of the earlier declaration told an agency of the person who has this position now. */
const heardBefore = (
  earlier: Earlier,
  later: Declaration,
  vault: Vault,
): NonNullable<PlanningContext['heardBefore']> => {
  const positions = samePersons(earlier.declaration, later, vault)
  return (person, agency) =>
    toldLines(earlier.plan).find((line) => line.agency === agency && line.person === positions.get(person))
      ?.attributes
}

const submitOnce = async (
  dependencies: SubmitDependencies,
  filing: Filing,
  duplicate: Duplicate | null = null,
): Promise<Filed> => {
  const { clock, ids, vault, declarations, wakeUps, agencies } = dependencies
  const { declaration, account } = filing
  const id = ids.declaration()
  const submittedAt = clock.now()
  const earlier = filing.corrects === null ? null : await openEarlier(dependencies, filing)
  const plan = planDeliveries(viewsOf(declaration), dependencies, {
    ...(await planningContext(dependencies, submittedAt)),
    ...alreadyTold(duplicate),
    ...(earlier !== null && { heardBefore: heardBefore(earlier, declaration, vault) }),
  })
  const key = vault.newKey(id)

  const toStore: DeclarationToStore = {
    id,
    reference: ids.reference(),
    kind: declaration.kind,
    channel: declaration.channel,
    account,
    submittedAt,
    wrappedKey: key.wrapped,
    content: sealDeclaration(key, id, { declaration, plan }),
    persons:
      earlier === null
        ? declaredEvents(dependencies, { declaration, plan }, key)
        : correctedEvents(dependencies, { earlier, later: { declaration, plan } }, key),
    replaces: filing.corrects,
    actAwaitedFrom: registrarsDelivery(agencies, declaration.kind, plan),
    matter: matterOf(declaration, vault),
    duplicate,
    idempotency: {
      route: filing.route,
      key: filing.idempotencyKey,
      fingerprint: vault.fingerprint(filing.canonicalBody),
    },
  }

  const acceptance = await declarations.accept(toStore).catch(cannotStore)
  switch (acceptance.as) {
    case 'new':
      wakeUps.signal('outbox')
      return {
        stored: {
          ...toStore,
          account: account.id,
          office: account.office ?? null,
          withdrawnAt: null,
          supersededBy: null,
          duplicateOf: duplicate?.of ?? null,
        },
        declaration,
        plan,
      }
    case 'repeated':
      return firstAnswer(vault, acceptance.declaration)
    case 'reference-taken':
      return submitOnce(dependencies, filing, duplicate)
    case 'duplicate':
      return submitOnce(dependencies, filing, acceptance.duplicate)
    case 'superseded':
      throw new Refusal('superseded')
    case 'key-reused':
      throw new Refusal('idempotency-key-reused')
  }
}

/** What is corrected must be of the same kind, and of somebody who may correct it; else it does not exist. */
const openEarlier = async ({ declarations, vault }: SubmitDependencies, filing: Filing): Promise<Earlier> => {
  const stored = filing.corrects === null ? null : await declarations.find({ id: filing.corrects })
  if (stored === null || !mayAct(filing.account, stored)) throw new Refusal('not-found')
  if (stored.kind !== filing.declaration.kind)
    throw new Refusal('invalid', { flaws: [{ pointer: '/kind', code: 'kind-differs' }] })
  const key = vault.openKey(stored.id, stored.wrappedKey)
  const { declaration, plan } = openDeclaration(key, stored.id, stored.content)
  return { declaration, plan, persons: await declarations.personsOf(stored.id) }
}

/** Seconds; a database restarts in less. */
const tryAgainAfter = 5

const cannotStore = (cause: unknown): never => {
  throw new Refusal('storage-unavailable', { retryAfter: tryAgainAfter, cause })
}

/** The plan is stored as it was made, so the first answer can be given again word for word. */
const firstAnswer = (vault: Vault, stored: StoredDeclaration): Filed => {
  const key = vault.openKey(stored.id, stored.wrappedKey)
  return { stored, ...openDeclaration(key, stored.id, stored.content) }
}

import type { Account } from '@unefois/domain/account.ts'
import type { ActState } from '@unefois/domain/act.ts'
import type { FinalState, HeldReason } from '@unefois/domain/delivery.ts'
import type { AgencyId, DeclarationId, DeliveryId } from '@unefois/domain/ids.ts'

/** Who decided, for the audit log: an account, or an agency through its acknowledgement. */
export type DecidedBy = Pick<Account, 'id'>

/** Deliveries of one declaration for which a condition was met, and those that are no longer to leave. */
export type Lifting = {
  readonly declaration: DeclarationId
  readonly reason: HeldReason
  readonly deliveries: readonly DeliveryId[]
  /** Withdrawn where they have not left: each with the reason to show. */
  readonly withdrawn: readonly { readonly id: DeliveryId; readonly reason: string }[]
  readonly by: DecidedBy
  /** For the audit log; never personal. */
  readonly facts: Readonly<Record<string, string | number | boolean>>
}

export type MovedAct = Lifting & { readonly state: ActState; readonly sealedAct: Buffer }

/** A delivery whose final outcome decides over an act. */
export type AnsweredAct = {
  readonly delivery: DeliveryId
  readonly declaration: DeclarationId
  readonly agency: AgencyId
  readonly outcome: FinalState
  readonly reference: string | null
}

/** Conditions under which deliveries leave: met by people, not by time. Each call is one transaction. */
export type Conditions = {
  /** The act as it stands, if it has moved since the filing. */
  actOf(declaration: DeclarationId): Promise<{ state: ActState; sealed: Buffer } | null>
  /** False when the act is in the register already: nothing changes it any more. */
  moveAct(moved: MovedAct): Promise<boolean>
  /** A person's consent, given or refused, with what follows from it. */
  recordConsent(person: number, sealedConsent: Buffer, lifting: Lifting): Promise<void>
  /** Answers of the état civil that nobody has drawn the consequence of. */
  answeredActs(limit: number): Promise<readonly AnsweredAct[]>
  /** The consequence was drawn. */
  forgetAnswered(delivery: DeliveryId): Promise<void>
}

import type { Account } from '@unefois/domain/account.ts'
import type { Channel, Kind } from '@unefois/domain/declarations/declaration.ts'
import type {
  AgencyId,
  DeclarationId,
  DeliveryId,
  PersonEventId,
  PersonId,
  Reference,
} from '@unefois/domain/ids.ts'

/** One person event, ready to be stored; the store adds the person's id and sequence number. */
export type PersonEventToStore = {
  readonly id: PersonEventId
  readonly personIndex: number
  /** CloudEvents type, e.g. `unefois.address-change.v1`. */
  readonly type: string
  /** Ciphertext of the person's view and lines of the plan. */
  readonly content: Buffer
  readonly told: readonly { readonly agency: AgencyId; readonly delivery: DeliveryId }[]
  /** Keyed hashes that lead to the person, strongest first; a new person gets them all. */
  readonly identifierHashes: readonly Buffer[]
}

export type DeclarationToStore = {
  readonly id: DeclarationId
  readonly reference: Reference
  readonly kind: Kind
  readonly channel: Channel
  readonly account: Account
  readonly submittedAt: Date
  readonly wrappedKey: Buffer
  /** Ciphertext of the declaration as parsed and of its plan. */
  readonly content: Buffer
  readonly persons: readonly PersonEventToStore[]
  readonly idempotency: {
    /** e.g. `POST /v1/declarations`. */
    readonly route: string
    readonly key: string
    readonly fingerprint: Buffer
  }
}

/** What the store made of a filing. */
export type Acceptance =
  | { readonly as: 'new' }
  /** The key was used before, with the same body: this declaration is the answer. */
  | { readonly as: 'repeated'; readonly declaration: StoredDeclaration }
  /** The key was used before, with another body. */
  | { readonly as: 'key-reused' }

export type StoredDeclaration = {
  readonly id: DeclarationId
  readonly reference: Reference
  readonly kind: Kind
  readonly channel: Channel
  readonly account: string
  readonly office: string | null
  readonly replaces: DeclarationId | null
  readonly submittedAt: Date
  readonly withdrawnAt: Date | null
  readonly wrappedKey: Buffer
  readonly content: Buffer
}

export type Declarations = {
  /** ONE transaction: declaration, key, person events, outbox, audit, idempotency. Resolves once committed. */
  accept(declaration: DeclarationToStore): Promise<Acceptance>
  find(
    by: { readonly id: DeclarationId } | { readonly reference: Reference },
  ): Promise<StoredDeclaration | null>
}

/** Headers of a person event on the log; all that is readable there. */
export type PersonEventHeaders = {
  readonly ce_specversion: '1.0'
  readonly ce_id: PersonEventId
  readonly ce_type: string
  readonly ce_source: string
  readonly ce_time: string
  readonly ce_subject: PersonId
  readonly ce_personseq: string
  readonly ce_declaration: DeclarationId
}

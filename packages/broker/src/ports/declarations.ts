import type { Account } from '@unefois/domain/account.ts'
import type { Channel, Kind } from '@unefois/domain/declarations/declaration.ts'
import type { AgencyId, DeclarationId, DeliveryId, PersonEventId, Reference } from '@unefois/domain/ids.ts'

/** Keyed hashes that lead to a person. */
export type Identity = {
  /** Of the identifiers given (NAS, NAM, permis, file numbers). Any of them leads to the person. */
  readonly strong: readonly Buffer[]
  /** Of the name and birth date: leads to the person only where no identifier was given. */
  readonly fallback: Buffer
}

/** One person event, ready to be stored; the store adds the person's id and sequence number. */
export type PersonEventToStore = {
  readonly id: PersonEventId
  readonly personIndex: number
  /** CloudEvents type, e.g. `unefois.address-change.v1`. */
  readonly type: string
  /** Ciphertext of the person's view and lines of the plan. */
  readonly content: Buffer
  readonly told: readonly { readonly agency: AgencyId; readonly delivery: DeliveryId }[]
  readonly identity: Identity
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
  /** The delivery whose acknowledgement will carry the act's number. */
  readonly actAwaitedFrom: DeliveryId | null
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
  /** Another declaration has this reference (35 random bits): file again under a new one. */
  | { readonly as: 'reference-taken' }

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
  /** The wrapped keys of these declarations; one that was destroyed is missing from the map. */
  wrappedKeys(ids: readonly DeclarationId[]): Promise<ReadonlyMap<DeclarationId, Buffer>>
  find(
    by: { readonly id: DeclarationId } | { readonly reference: Reference },
  ): Promise<StoredDeclaration | null>
}

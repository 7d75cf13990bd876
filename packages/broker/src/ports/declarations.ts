import type { Account } from '@unefois/domain/account.ts'
import type { Channel } from '@unefois/domain/declaration-base.ts'
import type { Kind } from '@unefois/domain/declarations/declaration.ts'
import type {
  AgencyId,
  DeclarationId,
  DeliveryId,
  PersonEventId,
  PersonId,
  Reference,
} from '@unefois/domain/ids.ts'

/** `birth`: what was attested of somebody's birth, which tells homonyms of one day apart. */
export type IdentifierScheme = 'nas' | 'nam' | 'permis' | 'birth'

/** Keyed hashes that lead to a person. */
export type Identity = {
  /** Of the identifiers given, strongest first. */
  readonly strong: readonly { readonly scheme: IdentifierScheme; readonly hash: Buffer }[]
  /** Of the name and birth date: leads to the person where no identifier does and none contradicts. */
  readonly fallback: Buffer
}

/** Another declaration that says the same of the same persons, and who has heard it, or will. */
export type Duplicate = {
  readonly of: DeclarationId
  readonly told: readonly { readonly personIndex: number; readonly agency: AgencyId }[]
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
  /** Who it is: found by what is known of them, or known already from the declaration that this one follows. */
  readonly person: Identity | PersonId
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
  /** The declaration that this one corrects. */
  readonly replaces: DeclarationId | null
  /** The delivery whose acknowledgement will carry the act's number. */
  readonly actAwaitedFrom: DeliveryId | null
  /** Keyed hash of what it says, apart from whom it concerns. */
  readonly matter: Buffer
  /** What the plan was made with: accepted only while that holds. */
  readonly duplicate: Duplicate | null
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
  /** What has said the same is not what the plan was made with: plan again with this. */
  | { readonly as: 'duplicate'; readonly duplicate: Duplicate | null }
  /** What it corrects was corrected or withdrawn before. */
  | { readonly as: 'superseded' }
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
  /** The correction that replaced it. */
  readonly supersededBy: DeclarationId | null
  /** The one that had said the same when this one was filed. */
  readonly duplicateOf: DeclarationId | null
  readonly wrappedKey: Buffer
  readonly content: Buffer
}

/** The end of a declaration: one person event for each of its persons. */
export type WithdrawalToStore = {
  readonly declaration: DeclarationId
  readonly at: Date
  readonly account: Account
  readonly reason: string
  readonly persons: readonly PersonEventToStore[]
}

/** Whom an earlier declaration is about, and the latest delivery to each agency: what told it, or took something back. */
export type EarlierPerson = {
  readonly person: PersonId
  readonly deliveries: readonly { readonly agency: AgencyId; readonly delivery: DeliveryId }[]
}

export type Declarations = {
  /** ONE transaction. False when it was withdrawn or corrected before. */
  withdraw(withdrawal: WithdrawalToStore): Promise<boolean>
  /** The persons of a declaration's events, by position. */
  personsOf(id: DeclarationId): Promise<ReadonlyMap<number, EarlierPerson>>
  /** ONE transaction: declaration, key, person events, outbox, audit, idempotency. Resolves once committed. */
  accept(declaration: DeclarationToStore): Promise<Acceptance>
  /** The wrapped keys of these declarations; one that was destroyed is missing from the map. */
  wrappedKeys(ids: readonly DeclarationId[]): Promise<ReadonlyMap<DeclarationId, Buffer>>
  find(
    by: { readonly id: DeclarationId } | { readonly reference: Reference },
  ): Promise<StoredDeclaration | null>
}

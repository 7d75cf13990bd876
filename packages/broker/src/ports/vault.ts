import type { AgencyId, DeclarationId, PersonId } from '@unefois/domain/ids.ts'

/** A declaration's own key, in the two forms in which it exists: wrapped on disk, opened in memory. */
export type SealingKey = {
  readonly wrapped: Buffer
  /** AES-256-GCM; `context` is authenticated (what it is and its id), so that ciphertexts cannot be exchanged. */
  seal(context: string, plain: Buffer): Buffer
  /** Throws when the ciphertext was altered or belongs to another context. */
  open(context: string, sealed: Buffer): Buffer
}

export type Vault = {
  newKey(declaration: DeclarationId): SealingKey
  /** Unwraps; throws when the key-encryption key is not the one that wrapped it. */
  openKey(declaration: DeclarationId, wrapped: Buffer): SealingKey
  /** What the broker itself keeps secret (an endpoint's keys): under the root key, belonging to no declaration. */
  sealSecret(context: string, plain: Buffer): Buffer
  /** Throws when it was altered or belongs to another context. */
  openSecret(context: string, sealed: Buffer): Buffer
  /** Keyed hash of an identifier, 32 bytes: leads to a person, cannot be turned back. */
  identifierHash(scheme: string, value: string): Buffer
  /** Keyed fingerprint of a request body. */
  fingerprint(canonicalJson: string): Buffer
  /** What an agency calls this person: another string for every agency. */
  personReference(agency: AgencyId, person: PersonId): string
  /** Whom an agency calls so; null for what cannot be a reference of its. It may lead to nobody. */
  personOf(agency: AgencyId, reference: string): PersonId | null
}

import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import type { SealingKey, Vault } from '@unefois/broker/ports/vault.ts'
import type { DeclarationId } from '@unefois/domain/ids.ts'
import { personReferences } from './person-references.ts'
import { randomPool } from './random-pool.ts'
import { open, seal } from './sealing.ts'

/** Keys unwrapped lately; a destroyed one is forgotten after this many others, or with the process. */
const rememberedKeys = 2_000

const derive = (root: Buffer, purpose: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', root, Buffer.alloc(0), `unefois/${purpose}`, 32)))

/**
 * The vault over one root key of 32 bytes, from which every purpose derives its own (HKDF, RFC 5869).
 * A declaration's data key is random, wrapped under the key-encryption key with the declaration's id as
 * context: destroy the wrapped key and nothing that it sealed can be read again.
 */
export const openVault = (root: Buffer): Vault => {
  if (root.length !== 32) throw new Error('the root key must be 32 bytes')
  const random = randomPool()
  const wrappingKey = derive(root, 'data-keys')
  const identifierKey = derive(root, 'identifier-hashes')
  const fingerprintKey = derive(root, 'request-fingerprints')
  const secretsKey = derive(root, 'operational-secrets')
  const references = personReferences(root)
  const remembered = new Map<string, SealingKey>()

  const withKey = (dataKey: KeyObject, wrapped: Buffer): SealingKey => ({
    wrapped,
    seal: (context, plain) => seal(dataKey, context, plain, random(12)),
    open: (context, sealed) => open(dataKey, context, sealed),
  })

  const remember = (declaration: DeclarationId, key: SealingKey): SealingKey => {
    remembered.set(declaration, key)
    if (remembered.size > rememberedKeys) {
      for (const oldest of remembered.keys()) {
        remembered.delete(oldest)
        break
      }
    }
    return key
  }

  return {
    newKey: (declaration) => {
      const dataKey = Buffer.from(random(32))
      return remember(
        declaration,
        withKey(createSecretKey(dataKey), seal(wrappingKey, `key:${declaration}`, dataKey, random(12))),
      )
    },
    openKey: (declaration, wrapped) => {
      const known = remembered.get(declaration)
      if (known?.wrapped.equals(wrapped)) return known
      return remember(
        declaration,
        withKey(createSecretKey(open(wrappingKey, `key:${declaration}`, wrapped)), wrapped),
      )
    },
    sealSecret: (context, plain) => seal(secretsKey, context, plain, random(12)),
    openSecret: (context, sealed) => open(secretsKey, context, sealed),
    identifierHash: (scheme, value) =>
      createHmac('sha256', identifierKey).update(`${scheme}:${value}`).digest(),
    fingerprint: (canonicalJson) => createHmac('sha256', fingerprintKey).update(canonicalJson).digest(),
    personReference: references.of,
    personOf: references.person,
  }
}

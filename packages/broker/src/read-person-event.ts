import type { PersonEventHead } from './person-event-record.ts'
import type { SealingKey, Vault } from './ports/vault.ts'
import { openPersonEvent, type PersonEventContent } from './sealed-content.ts'

export type PersonEventReading = { readonly key: SealingKey; readonly content: PersonEventContent }

/** Throws when the value cannot be opened with the key. */
export type ReadPersonEvent = (head: PersonEventHead, wrappedKey: Buffer, value: Buffer) => PersonEventReading

/** Readings kept at most: what some 50 ms bring at full load. */
const kept = 200

/**
 * One reading of a person event for all agencies of a program, which meet it within milliseconds of each other. Only
 * the very same ciphertext is answered from memory, and only the last few are.
 */
export const personEventReader = (vault: Vault): ReadPersonEvent => {
  const lately = new Map<string, { value: Buffer; wrappedKey: Buffer; reading: PersonEventReading }>()

  return (head, wrappedKey, value) => {
    const known = lately.get(head.id)
    if (known?.value.equals(value) && known.wrappedKey.equals(wrappedKey)) return known.reading
    const key = vault.openKey(head.declaration, wrappedKey)
    const reading = { key, content: openPersonEvent(key, head.id, value) }
    lately.set(head.id, { value, wrappedKey, reading })
    if (lately.size > kept) {
      for (const oldest of lately.keys()) {
        lately.delete(oldest)
        break
      }
    }
    return reading
  }
}

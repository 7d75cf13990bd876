import {
  type Cipheriv,
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import { type AgencyId, isUuid, type PersonId } from '@unefois/domain/ids.ts'

export type PersonReferences = {
  of(agency: AgencyId, person: PersonId): string
  /** The person whom an agency calls so; null for what cannot be a reference. It may lead to nobody. */
  person(agency: AgencyId, reference: string): PersonId | null
}

/** Sixteen bytes in base64url. */
const form = /^[\w-]{22}$/

const asUuid = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/**
 * What each agency calls a person: the person's id, which is one block of AES, enciphered under the agency's own key. A
 * permutation of all ids, so that two agencies' references for one person have nothing in common, and one that whoever
 * has the root key can turn round: an operator finds a person by what an agency says on the telephone, and no table
 * has to be kept for it. ECB is right here and nowhere else: it is a single block, and never the same id twice.
 */
export const personReferences = (root: Buffer): PersonReferences => {
  const keys = new Map<AgencyId, KeyObject>()
  const keyOf = (agency: AgencyId): KeyObject => {
    const known = keys.get(agency)
    if (known !== undefined) return known
    const bytes = hkdfSync('sha256', root, Buffer.alloc(0), `unefois/person-references/${agency}`, 32)
    const key = createSecretKey(Buffer.from(bytes))
    keys.set(agency, key)
    return key
  }
  const ciphers = new Map<AgencyId, Cipheriv>()
  /** Never finished: without padding each block comes out as it goes in, and making a cipher costs five times its use. */
  const cipherOf = (agency: AgencyId): Cipheriv => {
    const known = ciphers.get(agency)
    if (known !== undefined) return known
    const cipher = createCipheriv('aes-256-ecb', keyOf(agency), null).setAutoPadding(false)
    ciphers.set(agency, cipher)
    return cipher
  }
  const encipher = (agency: AgencyId, person: PersonId): string =>
    cipherOf(agency)
      .update(Buffer.from(person.replaceAll('-', ''), 'hex'))
      .toString('base64url')

  return {
    of: encipher,
    person: (agency, reference) => {
      if (!form.test(reference)) return null
      const decipher = createDecipheriv('aes-256-ecb', keyOf(agency), null).setAutoPadding(false)
      const block = decipher.update(Buffer.from(reference, 'base64url'))
      const person = asUuid(Buffer.concat([block, decipher.final()])) as PersonId
      // Its last character has bits to spare: only one way of writing it counts.
      return isUuid(person) && encipher(agency, person) === reference ? person : null
    },
  }
}

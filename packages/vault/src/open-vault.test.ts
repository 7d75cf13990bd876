import { randomBytes, randomUUID } from 'node:crypto'
import { agencyId, type DeclarationId, type PersonId } from '@unefois/domain/ids.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openVault } from './open-vault.ts'

const root = randomBytes(32)
const vault = openVault(root)
const one = 'declaration-1' as DeclarationId
const other = 'declaration-2' as DeclarationId

test('what a key sealed is read again with the wrapped key, by another program with the same root key', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5000 }), (bytes) => {
      const key = vault.newKey(one)
      const sealed = key.seal('note:1', Buffer.from(bytes))
      expect(openVault(root).openKey(one, key.wrapped).open('note:1', sealed)).toEqual(Buffer.from(bytes))
    }),
  )
})

test('neither another context, another declaration, another root key nor a changed byte opens it', () => {
  const key = vault.newKey(one)
  const sealed = key.seal('note:1', Buffer.from('adresse'))
  expect(() => key.open('note:2', sealed)).toThrow()
  expect(() => openVault(root).openKey(other, key.wrapped)).toThrow()
  expect(() => openVault(randomBytes(32)).openKey(one, key.wrapped)).toThrow()
  for (let i = 0; i < sealed.length; i++) {
    const altered = Buffer.from(sealed)
    altered[i] = (altered[i] ?? 0) ^ 1
    expect(() => key.open('note:1', altered)).toThrow()
  }
})

test('the same text is never sealed the same way twice, and never shows', () => {
  const key = vault.newKey(one)
  const sealed = Array.from({ length: 1000 }, () =>
    key.seal('note', Buffer.from('Tremblay')).toString('latin1'),
  )
  expect(new Set(sealed).size).toBe(1000)
  expect(sealed.some((text) => text.includes('Tremblay'))).toBe(false)
})

test('each agency has another name for a person, always the same one', () => {
  const person = randomUUID() as PersonId
  const names = ['saaq', 'ramq'].map((id) => vault.personReference(agencyId(id), person))
  expect(new Set(names).size).toBe(2)
  expect(openVault(root).personReference(agencyId('saaq'), person)).toBe(names[0])
})

test('an agency’s name for a person leads back to the person, at that agency only', () => {
  const [saaq, ramq] = [agencyId('saaq'), agencyId('ramq')]
  for (let i = 0; i < 1000; i++) {
    const person = randomUUID() as PersonId
    const name = vault.personReference(saaq, person)
    expect(name).toMatch(/^[\w-]{22}$/)
    expect(vault.personOf(saaq, name)).toBe(person)
    expect(vault.personOf(ramq, name)).not.toBe(person)
    expect(openVault(randomBytes(32)).personOf(saaq, name)).not.toBe(person)
  }
  for (const wrong of ['', 'x', 'é'.repeat(22), `${'A'.repeat(21)}B`, 'A'.repeat(23)])
    expect(vault.personOf(saaq, wrong)).toBeNull()
})
